# Takes 3 GB in one of several ways, in pieces, and keeps all of it.
SIZE, PIECE = 3 << 30, 8 << 20
kept = []
print("DONE", flush=True)


def touch(area):
    for at in range(0, len(area), 4096):
        area[at] = 1


def private():
    kept.append(b"x" * PIECE)


def children():
    # The agent and what it starts must not be able to hide the total in many small processes.
    if os.fork() == 0:
        mine = b"x" * (16 << 20)
        time.sleep(1000)
        os._exit(len(mine) & 1)


def shared():
    area = mmap.mmap(-1, PIECE)
    touch(area)
    area.madvise(mmap.MADV_DONTNEED)
    kept.append(area)


def tmpfs():
    # As much as the two tmpfs take, and the rest beside it.
    for place in ("/tmp", "/dev/shm"):
        try:
            with open(f"{place}/{len(kept)}", "wb") as file:
                file.write(b"x" * PIECE)
            kept.append(None)
            return
        except OSError:
            pass
    private()


def memfd():
    area = os.memfd_create("hidden")
    os.write(area, b"x" * PIECE)
    kept.append(area)


def system_v():
    number = LIBC.shmget(0, PIECE, 0o1600)
    if number < 0:
        raise OSError
    LIBC.shmat.restype = ctypes.c_void_p
    address = LIBC.shmat(number, None, 0)
    ctypes.memset(address, 1, PIECE)
    LIBC.shmdt(ctypes.c_void_p(address))


def sockets():
    # Unread data belongs to nobody's resident memory.
    for _ in range(30):
        if os.fork() == 0:
            resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
            try:
                while True:
                    one, other = socket.socketpair()
                    kept.extend((one, other))
                    one.setblocking(False)
                    try:
                        while True:
                            one.send(b"x" * 65536)
                    except BlockingIOError:
                        pass
            except OSError:
                time.sleep(1000)
    time.sleep(8)
    sys.exit(0)


def page_tables():
    # One read in each two megabytes: the page is the zero page, which costs nothing, but its table is not.
    area = mmap.mmap(-1, 16 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000)
    area.madvise(mmap.MADV_NOHUGEPAGE)
    kept.append(sum(area[at] for at in range(0, len(area), 2 << 20)))
    kept.append(area)


take = {"private": private, "children": children, "shared": shared, "tmpfs": tmpfs, "memfd": memfd, "system_v": system_v,
        "sockets": sockets, "page_tables": page_tables}["@VARIANT@"]
try:
    for _ in range(SIZE // PIECE):
        take()
except (OSError, MemoryError) as error:
    print("refused:", error, flush=True)
    sys.exit(0)
time.sleep(5)
