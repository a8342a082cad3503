#pragma once

#include <QTemporaryDir>
#include <functional>
#include <memory>
#include <thread>

#include "gatewaythread.h"

namespace ca::bench {

/// A view of a desktop that is none: a socket pair's other end speaks the handshake of a VNC server, and then does what
/// it is told to. The gateway's thread is the real one.
class BridgePath
{
public:
    /// `serve` runs on a thread of its own with the desktop's end, after the handshake; it ends when that is closed.
    static Result<std::unique_ptr<BridgePath>> open(const std::function<void(int fd)> &serve);
    ~BridgePath();

    /// A viewer's WebSocket, connected and through with the handshake; it blocks. What comes is frames.
    [[nodiscard]] int viewer() const { return m_viewer.get(); }
    /// One masked frame of these bytes, of which there are 125 at most.
    static QByteArray frame(const QByteArray &payload);
    /// Reads so many bytes, or fewer when the connection ends.
    static QByteArray read(int fd, qsizetype bytes);

private:
    BridgePath() = default;
    Result<void> connectViewer();

    GatewayThread m_gateway;
    std::unique_ptr<View> m_view;
    UniqueFd m_viewer;
    std::thread m_server;
};

} // namespace ca::bench
