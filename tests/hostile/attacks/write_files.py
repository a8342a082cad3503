def write(path, mode="ab"):
    with open(path, mode) as file:
        file.write(b"owned")
        file.flush()
        return path


for path in ["@CANARY_DIR@/secret", "/proc/1/root@CANARY_DIR@/secret", "/etc/passwd", "/etc/ld.so.preload", "/etc/hosts",
             "/usr/bin/owned", "/usr/local/bin/owned", "/usr/bin/python3", "/lib/owned", "/owned", "/run/owned", "/run/agent/owned",
             "/run/agent-bin/agent", "/dev/owned", "/var/owned", "/home/owned", "/sys/kernel/owned",
             "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/drop_caches", "/proc/sys/fs/file-max",
             "/proc/sysrq-trigger", "/proc/sys/kernel/modprobe", "/proc/irq/default_smp_affinity",
             "/proc/sys/user/max_user_namespaces", "/proc/1/oom_score_adj", "/proc/1/comm", "/proc/self/uid_map",
             "/proc/self/gid_map", "/proc/self/attr/current"]:
    refused("write " + path, lambda: write(path))
for score in (b"-1000",) if IN_CONTAINER else (b"-1000", b"0"):  # engines let it go back to what others have
    refused("lower oom_score_adj", lambda: os.write(os.open("/proc/self/oom_score_adj", os.O_WRONLY), score))
for source, target in [("/usr/bin/true", "/workspace/hard"), ("/run/agent/orchestrator.sock", "/workspace/sock"),
                       ("/etc/passwd", "/workspace/passwd")]:
    refused(f"hard link to {source}", lambda: os.link(source, target))
refused("remove the agent's socket", lambda: os.unlink("/run/agent/orchestrator.sock"))
refused("remove the services' socket", lambda: os.unlink("/run/agent/services.sock"))
refused("rename over the services' socket", lambda: os.rename("/workspace/step", "/run/agent/services.sock"))
refused("rename over the agent's socket", lambda: os.rename("/workspace/step", "/run/agent/orchestrator.sock"))
refused("rename /workspace", lambda: os.rename("/workspace", "/workspace2"))
refused("chmod /usr", lambda: os.chmod("/usr", 0o777))
refused("chown to root", lambda: os.chown("/workspace", 0, 0))
os.symlink("@CANARY_DIR@/secret", "out")
refused("write through a link", lambda: write("out", "r+b"))
print("DONE")
