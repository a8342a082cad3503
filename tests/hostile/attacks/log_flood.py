line = b"flood " * 10_000
for _ in range(2000):
    os.write(1, line)
    os.write(2, line)
