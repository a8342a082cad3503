canary = "@CANARY_DIR@/secret"
paths = [canary, "/proc/1/root" + canary, "/proc/self/root" + canary, "/workspace/../../../../.." + canary,
         "/etc/shadow", "/etc/machine-id", "/root/.bashrc", "/root", "/home", "/var/lib", "/var/log", "/boot", "/mnt", "/media", "/srv",
         "/opt", "/sys", "/sys/class", "/run/user", "/run/dbus", "/run/systemd", "/var/run/docker.sock", "/etc/apt", "/etc/resolv.conf",
         "/proc/kcore", "/proc/kallsyms", "/proc/keys", "/proc/cmdline", "/proc/config.gz", "/proc/modules",
         "/proc/timer_list", "/proc/1/environ", "/proc/1/mem", "/proc/1/maps", "/proc/1/cwd", "/proc/1/root", "/proc/1/fd"]
if IN_CONTAINER:  # these are the image's own
    paths = [path for path in paths if path not in ("/etc/machine-id", "/var/lib", "/var/log", "/etc/apt")]
for path in paths:
    if path == "/home":
        if os.listdir(path) != ["agent"]:
            breach(f"/home shows {os.listdir(path)}")
        continue
    if os.path.isdir(path):
        refused(path, lambda: os.listdir(path))
    else:
        refused(path, lambda: read_some(path, 200))
os.symlink(canary, "link")
refused("through a link", lambda: shout(read_some("link")))
# Everything that is visible outside of /usr and /proc, looked through for what only the host has.
for top in sorted(set(os.listdir("/")) - {"usr", "proc", "bin", "sbin", "lib", "lib64", "lib32", "libx32"}):
    for folder, _, names in os.walk("/" + top):
        for name in names:
            path = os.path.join(folder, name)
            try:
                if stat.S_ISREG(os.stat(path).st_mode) and "/etc/ssl" not in path:
                    shout(read_some(path, 4096))
            except OSError:
                pass
for path in glob.glob("/proc/[0-9]*/environ") + glob.glob("/proc/[0-9]*/cmdline"):
    try:
        shout(read_some(path))
    except OSError:
        pass
handle = ctypes.create_string_buffer(struct.pack("II", 8, 1) + struct.pack("II", 2, 0) + bytes(120))
root = os.open("/workspace", os.O_RDONLY)
refused("open_by_handle_at", lambda: call("open_by_handle_at", root, handle, os.O_RDONLY))
print("DONE")
