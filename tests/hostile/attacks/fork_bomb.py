# Every process forks for as long as it can; after three seconds those that still live stop trying.
end = time.time() + 3
print("DONE", flush=True)
while time.time() < end:
    try:
        os.fork()
    except OSError:
        time.sleep(0.01)
time.sleep(0.5)
os._exit(0)
