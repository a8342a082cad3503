print("DONE", flush=True)
started = 0
try:
    for _ in range(5000):
        threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
        started += 1
except RuntimeError:
    pass
if started > @PIDS@:
    breach(f"{started} threads")
time.sleep(1)
os._exit(0)
