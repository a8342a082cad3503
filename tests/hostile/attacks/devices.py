allowed = {"null", "zero", "full", "random", "urandom", "tty", "console"}
for folder, _, names in os.walk("/dev"):
    for name in names:
        path = os.path.join(folder, name)
        kind = os.lstat(path).st_mode
        if (stat.S_ISBLK(kind) or stat.S_ISCHR(kind)) and name not in allowed and not folder.startswith("/dev/pts"):
            breach(f"{path} is there")
for name in ("mem", "kmem", "port", "kmsg", "sda", "vda", "nvme0n1", "loop-control", "fuse", "kvm", "vhost-net", "vsock", "net/tun",
             "input/event0", "dri/card0", "snd/timer", "cpu/0/msr", "mapper/control", "uinput", "userfaultfd", "ptp0"):
    refused(f"/dev/{name}", lambda: os.open(f"/dev/{name}", os.O_RDONLY))
for folder in ("/workspace", "/tmp", "/dev/shm", "/home/agent"):
    for major, minor, kind in ((254, 0, stat.S_IFBLK), (8, 0, stat.S_IFBLK), (1, 1, stat.S_IFCHR), (1, 11, stat.S_IFCHR), (5, 1, stat.S_IFCHR)):
        refused(f"mknod {major}:{minor} in {folder}", lambda: os.mknod(f"{folder}/node", kind | 0o666, os.makedev(major, minor)))
import fcntl, pty, termios
master, slave = pty.openpty()
refused("push a key into a terminal", lambda: fcntl.ioctl(slave, termios.TIOCSTI, b"x"))
refused("push a key into our terminal", lambda: fcntl.ioctl(os.open("/dev/tty", os.O_RDWR), termios.TIOCSTI, b"x"))
refused("console selection", lambda: fcntl.ioctl(slave, 0x541C, b"\2"))
print("DONE")
