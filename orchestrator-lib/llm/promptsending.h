#pragma once

namespace ca {

/// Has the kernel send what is written to this process's TCP connections at once (TCP_NODELAY). QNetworkAccessManager
/// writes a request in pieces of 16 KiB and leaves Nagle's algorithm on, with no way to its sockets: the last piece of
/// a long conversation would wait for the other side's delayed acknowledgement, 40 ms in each round. To be called when
/// a connection is being made. Takes some ten microseconds.
void sendPromptly();

} // namespace ca
