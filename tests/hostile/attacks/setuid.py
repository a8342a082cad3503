import shutil
for path in glob.glob("/usr/bin/*") + glob.glob("/usr/sbin/*") + glob.glob("/usr/lib/*/*"):
    try:
        mode = os.stat(path).st_mode
    except OSError:
        continue
    if stat.S_ISREG(mode) and mode & (stat.S_ISUID | stat.S_ISGID):
        try:
            done = subprocess.run([path, "--help"], stdin=subprocess.DEVNULL, capture_output=True, timeout=1)
        except (OSError, subprocess.SubprocessError):
            continue
refused("su", lambda: subprocess.run(["su", "-c", "id -u"], stdin=subprocess.DEVNULL, check=True, capture_output=True).stdout)
shutil.copy("/usr/bin/id", "/workspace/id")
os.chmod("/workspace/id", 0o6755)
who = subprocess.run(["/workspace/id", "-u"], capture_output=True).stdout.strip()
if who != b"1000":
    breach(f"a setuid copy ran as {who}")
if os.getresuid() != (1000, 1000, 1000) or os.getresgid() != (1000, 1000, 1000) or 0 in os.getgroups():
    breach(f"ids {os.getresuid()} {os.getresgid()} {os.getgroups()}")
print("DONE")
