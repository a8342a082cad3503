ATTACH, SEIZE, TRACEME = 16, 0x4206, 0
for pid in (1, os.getppid()):
    refused(f"attach to {pid}", lambda: call("ptrace", ATTACH, pid, 0, 0))
    refused(f"seize {pid}", lambda: call("ptrace", SEIZE, pid, 0, 0))
buffer = ctypes.create_string_buffer(4096)
vector = ctypes.create_string_buffer(struct.pack("QQ", ctypes.addressof(buffer), 4096))
remote = ctypes.create_string_buffer(struct.pack("QQ", 0x400000, 4096))
refused("read the agent's memory", lambda: call("process_vm_readv", 1, vector, 1, remote, 1, 0))
refused("write the agent's memory", lambda: call("process_vm_writev", 1, vector, 1, remote, 1, 0))
for name in ("mem", "maps", "smaps", "environ", "auxv", "stack", "syscall", "pagemap", "io", "fd/0", "fd/3", "cwd/x", "root/etc", "exe", "map_files"):
    refused(f"/proc/1/{name}", lambda: os.open(f"/proc/1/{name}", os.O_RDONLY))
    refused(f"write /proc/1/{name}", lambda: os.open(f"/proc/1/{name}", os.O_WRONLY))
agent = call("pidfd_open", 1, 0)
for number in range(0, 12):
    refused("take the agent's files", lambda: call("pidfd_getfd", agent, number, 0))
refused("kcmp", lambda: call("kcmp", os.getpid(), 1, 0, 0, 0))
refused("move the agent to a group", lambda: os.setpgid(1, 0))
refused("limit the agent", lambda: resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0)))
print("DONE")
