# Leaves processes of every sort behind and ends (or waits to be cancelled, when the name of the file "wait" is there).
def leave(prepare):
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        prepare()
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        os.execlp("python3", "python3", "-c", "import time; time.sleep(1000)", "@MARK@")
    os.wait()


leave(lambda: None)
leave(lambda: LIBC.prctl(1, 0))
leave(lambda: LIBC.prctl(36, 1))  # a reaper of its own
leave(lambda: os.closerange(0, 100))
if os.fork() == 0:
    os.setsid()
    stopped = os.fork()
    if stopped == 0:
        os.execlp("python3", "python3", "-c", "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", "@MARK@")
    os.execlp("python3", "python3", "-c", "import threading, time\n"
              "for i in range(8): threading.Thread(target=time.sleep, args=(1000,)).start()", "@MARK@")
time.sleep(0.3)
print("DONE", flush=True)
if "@VARIANT@" == "wait":
    os.kill(os.getpid(), signal.SIGSTOP)
    time.sleep(1000)
