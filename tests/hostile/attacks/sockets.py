def connect(family, kind, address):
    with socket.socket(family, kind) as one:
        one.settimeout(1)
        one.connect(address)
        one.send(b"hello from the sandbox")
        return address


for host in ["127.0.0.1", "127.1.2.3", "0.0.0.0", "@HOST_ADDRESS@", "169.254.169.254", "8.8.8.8", "10.0.2.2", "172.17.0.1", "192.168.0.1"]:
    for port in (@TCP_PORT@, @API_PORT@, 22, 53, 80):
        refused(f"tcp {host}:{port}", lambda: connect(socket.AF_INET, socket.SOCK_STREAM, (host, port)))
    if host in ("127.0.0.1", "127.1.2.3", "0.0.0.0"):  # our own loopback takes datagrams and drops them
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram:
            datagram.sendto(b"hello from the sandbox", (host, @UDP_PORT@))
        continue
    refused(f"udp {host}", lambda: connect(socket.AF_INET, socket.SOCK_DGRAM, (host, @UDP_PORT@)))
for host in ("::1", "fe80::1", "2001:4860:4860::8888", "::ffff:127.0.0.1"):
    refused(f"tcp {host}", lambda: connect(socket.AF_INET6, socket.SOCK_STREAM, (host, @TCP_PORT@)))
refused("abstract socket", lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, "\0@ABSTRACT@"))
for path in ("@CANARY_DIR@/socket", "/proc/1/root@CANARY_DIR@/socket", "/run/dbus/system_bus_socket", "/var/run/docker.sock",
             "/run/docker.sock", "/run/podman/podman.sock", "/run/containerd/containerd.sock", "/tmp/.X11-unix/X0"):
    refused(f"socket {path}", lambda: connect(socket.AF_UNIX, socket.SOCK_STREAM, path))
refused("host name", lambda: socket.getaddrinfo("example.com", 80))
for cid in (0, 1, 2, 3):
    refused(f"vsock {cid}", lambda: connect(40, socket.SOCK_STREAM, (cid, 5000)))
for family in (1 + 16, 38, 31, 29, 5, 9, 21, 26, 30, 36, 41, 44):  # packet, alg, bluetooth, can, …
    refused(f"family {family}", lambda: socket.socket(family, socket.SOCK_RAW).close())
    refused(f"family {family}", lambda: socket.socket(family, socket.SOCK_DGRAM).close())
for protocol in range(1, 23):
    refused(f"netlink {protocol}", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol).close())
for protocol in (socket.IPPROTO_ICMP, socket.IPPROTO_RAW, socket.IPPROTO_TCP):
    refused(f"raw {protocol}", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, protocol).close())
if [name for _, name in socket.if_nameindex()] != ["lo"]:
    breach(f"network devices {socket.if_nameindex()}")
# Its own loopback is all it has, and that works.
with socket.create_server(("127.0.0.1", 0)) as server:
    socket.create_connection(server.getsockname(), 1).close()
print("DONE")
