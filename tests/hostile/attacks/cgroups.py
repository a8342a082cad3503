os.mkdir("/tmp/cg")
for kind, options in ((b"cgroup2", None), (b"cgroup", b"memory"), (b"cgroup", b"pids"), (b"cgroup", b"none,name=mine"), (b"sysfs", None)):
    refused(f"mount {kind}", lambda: call("mount", b"none", b"/tmp/cg", kind, 0, options))
for path in ("/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/cgroup.procs"):
    refused(path, lambda: os.listdir(path) if os.path.isdir(path) else read_some(path))
for found in glob.glob("/**/cgroup.procs", recursive=False) + glob.glob("/*/cgroup.procs") + glob.glob("/*/*/cgroup.procs"):
    breach(found)
# What it says of its own group must not name the host's.
for line in read_some("/proc/self/cgroup").decode().splitlines():
    if "containerized-agent" in line:
        shout("cgroup path visible: " + line)
refused("new cgroup namespace", lambda: call("unshare", 0x02000000))
print("DONE")
