print("DONE", flush=True)
for _ in range(3):
    if os.fork() == 0:
        break
try:
    os.sched_setaffinity(0, range(os.cpu_count()))
except OSError:
    pass
end = time.time() + 5  # on a busy machine, too, it must be seen twice at full strength
while time.time() < end:
    pass
os._exit(0)
