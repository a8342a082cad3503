# Goes before every attack. An attack calls breach() when something worked that must not, and says DONE at its end;
# whether it did harm is checked from outside as well.
import ctypes, errno, glob, mmap, os, resource, signal, socket, stat, struct, subprocess, sys, threading, time

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
NUMBERS = {  # x86_64, all others
    "ptrace": (101, 117), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "clone": (56, 220), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "kcmp": (312, 272), "syslog": (103, 116),
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264), "init_module": (175, 105),
    "finit_module": (313, 273), "kexec_load": (246, 104), "reboot": (169, 142), "swapon": (167, 224),
    "acct": (163, 89), "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "sethostname": (170, 161), "fsopen": (430, 430), "open_tree": (428, 428), "move_mount": (429, 429),
    "mount_setattr": (442, 442), "fanotify_init": (300, 262), "memfd_secret": (447, 447), "clone3": (435, 435),
    "personality": (135, 92), "quotactl": (179, 60), "setuid": (105, 146), "setgid": (106, 144),
    "setgroups": (116, 159), "capset": (126, 91), "iopl": (172, None), "ioperm": (173, None),
    "modify_ldt": (154, None), "statmount": (457, 457), "listmount": (458, 458), "sched_setaffinity": (203, 122),
}


def breach(what):
    print("BREACH", what, flush=True)


def call(name, *arguments):
    number = NUMBERS[name][0 if X86 else 1]
    if number is None:
        raise OSError(errno.ENOSYS, name)
    packed = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = LIBC.syscall(ctypes.c_long(number), *packed)
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


IN_CONTAINER = "@ENGINE@" != "bubblewrap"


def refused(what, action):
    """The action must fail; what it returns otherwise tells how far it got. Containers hide things by emptying them."""
    try:
        result = action()
    except (OSError, ValueError, subprocess.SubprocessError):
        return
    if IN_CONTAINER and result in ([], b""):
        return
    breach(f"{what}: {result!r}")


def refused_call(name, *arguments):
    refused(name, lambda: call(name, *arguments))


def shout(text):
    """Whatever could be read goes to the log, where the test looks for what must not be there."""
    print(text if isinstance(text, str) else text.decode("utf-8", "replace"), flush=True)


def read_some(path, size=1 << 16):
    with open(path, "rb") as file:
        return file.read(size)


