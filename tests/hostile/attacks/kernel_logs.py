buffer = ctypes.create_string_buffer(1 << 16)
for action in range(0, 11):
    refused(f"syslog({action})", lambda: call("syslog", action, buffer, len(buffer)))
for path in ("/dev/kmsg", "/proc/kmsg", "/var/log/kern.log", "/var/log/syslog", "/var/log/dmesg", "/sys/kernel/debug",
             "/sys/kernel/tracing", "/sys/fs/pstore", "/run/log/journal", "/var/log/journal"):
    refused(path, lambda: shout(read_some(path)) if not os.path.isdir(path) else os.listdir(path))
attributes = ctypes.create_string_buffer(struct.pack("IIQ", 1, 112, 0) + bytes(96))
refused("perf_event_open", lambda: call("perf_event_open", attributes, 0, -1, -1, 0))
print("DONE")
