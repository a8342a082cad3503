# A workspace that lies to whoever packs it.
for name, target in (("secret", "@CANARY_DIR@/secret"), ("shadow", "/etc/shadow"), ("folder", "@CANARY_DIR@"), ("up", "../../../../../../../.."),
                     ("agent", "/run/agent"), ("self", "self"), ("root", "/"), ("job", ".."), ("proc", "/proc/self/root@CANARY_DIR@/secret")):
    os.symlink(target, name)
os.mkfifo("fifo")
os.mkfifo("/home/agent/fifo")
sock = socket.socket(socket.AF_UNIX)
sock.bind("socket")
for name in (b"new\nline", b"\xff\xfe invalid", b"a" * 255, b"..\\..\\evil", b" ", b"-rf", b"C:evil", b"con", b"\x1b[31mred", b"a:b", "\u202egnp.exe".encode()):
    with open(name, "wb") as file:
        file.write(b"odd")
for _ in range(300):
    os.mkdir("d" * 100)
    os.chdir("d" * 100)
with open("bottom", "w") as file:
    file.write("deep")
os.chdir("/workspace")
os.mkdir("closed")
open("closed/file", "w").write("x")
os.chmod("closed", 0)
open("unreadable", "w").write("x")
os.chmod("unreadable", 0)
for name in ("output.zip", "manifest.json", "result.json", "SUMMARY.md", "context.txt"):
    if not os.path.lexists(name):
        os.symlink("@CANARY_DIR@/secret", name)
os.link("unreadable", "hard")
with open("sparse", "wb") as file:
    file.truncate(50 << 20)
# Changes while it is looked at: a folder that is a link every other moment.
if os.fork() == 0:
    os.setsid()
    os.mkdir("flip")
    while True:
        os.rename("flip", "flop")
        os.symlink("@CANARY_DIR@", "flip")
        os.unlink("flip")
        os.rename("flop", "flip")
time.sleep(0.2)
print("DONE")
