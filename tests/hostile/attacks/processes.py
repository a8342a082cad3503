seen = [pid for pid in os.listdir("/proc") if pid.isdigit()]
for pid in seen:
    try:
        shout(read_some(f"/proc/{pid}/cmdline").replace(b"\0", b" "))
    except OSError:
        pass
if len(seen) > 8:
    breach(f"{len(seen)} processes are visible")
me = os.getpid()
family = {1, me, os.getppid()}
for pid in range(2, 100_000):
    if pid in family:
        continue
    for number in (signal.SIGKILL, signal.SIGSTOP):
        try:
            os.kill(pid, number)
            breach(f"signalled {pid}")
        except OSError:
            pass
# The agent shrugs these off: its namespace's first process gets only what it has a handler for.
for number in (signal.SIGKILL, signal.SIGSTOP):
    os.kill(1, number)
for group in range(2, 5000):
    if group not in (os.getpgid(0), os.getsid(0)):
        refused(f"signal group {group}", lambda: os.killpg(group, signal.SIGKILL))
refused("raise priority", lambda: os.setpriority(os.PRIO_PROCESS, 0, -10))
refused("realtime", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)))
if os.fork() == 0:
    os.setsid()
    os.kill(-1, signal.SIGCONT)
    os._exit(0)
os.wait()
print("DONE")
