import json
# Poses as the agent on its own socket and reports success, many times over; then fails. The failure must stand.
said = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "job.finish",
                   "params": {"status": "complete", "summary": "impersonated", "error": "", "limit": "", "droppedBytes": 0}})
held = []
for attempt in range(200):
    try:
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(0.2)
        link.connect("/run/agent/orchestrator.sock")
        link.sendall(said.encode() + b"\n")
        if attempt == 0:
            answer = link.recv(65536)
            if answer:
                breach(f"the orchestrator answered a step: {answer!r}")
        held.append(link)
    except OSError:
        pass
try:
    flood = socket.socket(socket.AF_UNIX)
    flood.settimeout(1)
    flood.connect("/run/agent/orchestrator.sock")
    for _ in range(200):
        flood.sendall(b"{" * (1 << 20))  # a line that never ends
except OSError:
    pass
print("DONE", flush=True)
sys.exit(3)
