for folder in ("/tmp/m", "/tmp/old"):
    os.mkdir(folder)
BIND, REMOUNT, MOVE, REC = 4096, 32, 8192, 16384
for source, target, kind, flags in (
        (b"none", b"/tmp/m", b"tmpfs", 0), (b"none", b"/tmp/m", b"proc", 0), (b"none", b"/tmp/m", b"devpts", 0),
        (b"none", b"/tmp/m", b"overlay", 0), (b"none", b"/tmp/m", b"fuse", 0), (b"/dev/vda", b"/tmp/m", b"ext4", 0),
        (b"/", b"/tmp/m", None, BIND | REC), (b"none", b"/", None, REMOUNT), (b"none", b"/usr", None, REMOUNT | BIND),
        (b"none", b"/proc/kcore", None, REMOUNT | BIND), (b"/tmp/m", b"/tmp/old", None, MOVE),
        (b"none", b"/workspace", None, REMOUNT | BIND)):
    refused(f"mount {kind} on {target}", lambda: call("mount", source, target, kind, flags, None))
for target in (b"/proc/kcore", b"/proc/acpi", b"/proc", b"/dev/shm", b"/usr", b"/"):
    for flags in (0, 2, 8):
        refused(f"unmount {target}", lambda: call("umount2", target, flags))
refused("pivot_root", lambda: call("pivot_root", b"/tmp", b"/tmp/old"))
refused("chroot", lambda: call("chroot", b"/tmp"))
refused("fsopen", lambda: call("fsopen", b"tmpfs", 0))
refused("open_tree", lambda: call("open_tree", -100, b"/", 1))
refused("move_mount", lambda: call("move_mount", -100, b"/usr", -100, b"/tmp/m", 0))
refused("mount_setattr", lambda: call("mount_setattr", -100, b"/", 0, ctypes.create_string_buffer(32), 32))
refused("fanotify", lambda: call("fanotify_init", 0, 0))
refused_call("statmount", 0, 0, 0, 0)
print("DONE")
