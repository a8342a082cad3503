# Opens all the files and sockets it may, in all the processes it may.
print("DONE", flush=True)
for _ in range(20):
    try:
        if os.fork() == 0:
            break
    except OSError:
        break
kept = []
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
makers = [lambda: kept.append(os.open("/usr/bin/true", os.O_RDONLY)), lambda: kept.append(socket.socket(socket.AF_INET)),
          lambda: kept.append(os.pipe()), lambda: kept.append(os.eventfd(0)), lambda: kept.append(socket.socketpair())]
for make in makers:
    try:
        while len(kept) < 100_000:
            make()
    except OSError:
        pass
if len(kept) > 5000:
    breach(f"{len(kept)} open files")
time.sleep(1)
os._exit(0)
