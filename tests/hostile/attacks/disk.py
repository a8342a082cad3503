# Takes 3 GB of disk in one of several ways.
SIZE, PIECE = 3 << 30, 4 << 20
print("DONE", flush=True)
data = b"x" * PIECE
kept = []


def plain(number):
    with open(f"file{number}", "wb") as file:
        file.write(data)


def home(number):
    with open(f"/home/agent/file{number}", "wb") as file:
        file.write(data)


def deep(number):
    if number % 10 == 0:
        for _ in range(20):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
    plain(number)


def deleted(number):
    file = open("gone", "wb")
    os.unlink("gone")
    file.write(data)
    file.flush()
    kept.append(file)


def deleted_mapped(number):
    with open("gone", "w+b") as file:
        os.unlink("gone")
        file.write(data)
        file.flush()
        kept.append(mmap.mmap(file.fileno(), PIECE))


def empty(number):
    if number % 50 == 0:
        os.mkdir(f"many{number}")
    for i in range(200):
        open(f"many{number - number % 50}/{number}-{i}", "x").close()


def one_big(number):
    with open("big", "ab") as file:
        file.write(data)


take = {"plain": plain, "home": home, "deep": deep, "deleted": deleted, "deleted_mapped": deleted_mapped, "empty": empty,
        "one_big": one_big}["@VARIANT@"]
try:
    for number in range(SIZE // PIECE):
        take(number)
except OSError as error:
    print("refused:", error, flush=True)
    sys.exit(1)
time.sleep(10)
