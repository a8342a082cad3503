#include "rfbbridge.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace ca {

namespace {
constexpr qsizetype bufferBytes = 256LL * 1024;
/// Then the other viewers get their turn.
constexpr int mostTurns = 16;
/// A viewer that asks and asks and takes no answers.
constexpr qsizetype mostAnswerBytes = 64LL * 1024;

/// Negative: not now; m_isOver is for the caller to tell from errno.
ssize_t sendSome(int fd, const char *data, qsizetype size, int flags = 0)
{
    return ::send(fd, data, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT | flags);
}

bool isFatal(ssize_t result)
{
    return result == 0 || (result < 0 && errno != EAGAIN && errno != EINTR);
}
} // namespace

RfbBridge::RfbBridge(std::unique_ptr<WatchedSocket> viewer, UniqueFd desktop, ViewerRights rights, QByteArray early,
                     const ViewLimits &limits)
    : m_viewer(std::move(viewer))
    , m_desktop(std::move(desktop))
    , m_filter(rights)
    , m_early(std::move(early))
    , m_buffer(std::make_unique_for_overwrite<char[]>(static_cast<std::size_t>(bufferBytes)))
{
    m_pulse.setInterval(limits.pulse);
    connect(&m_pulse, &QTimer::timeout, this, &RfbBridge::checkPulse);
    connect(m_viewer.get(), &WatchedSocket::ready, this, &RfbBridge::pump);
    connect(&m_desktop, &WatchedSocket::ready, this, &RfbBridge::pump);
}

void RfbBridge::start()
{
    m_pulse.start();
    takeFrames({m_early.data(), static_cast<std::size_t>(m_early.size())});
    pump();
}

void RfbBridge::pump()
{
    for (int turn = 0; turn < mostTurns && !m_isOver; ++turn) {
        const bool hasMovedDown = moveDown();
        const bool hasMovedUp = !m_isOver && moveUp();
        if (!hasMovedDown && !hasMovedUp)
            break;
    }
    if (!m_isOver)
        updateWatches();
}

bool RfbBridge::moveDown()
{
    if (m_frameSize > 0 || !m_answers.isEmpty())
        return flushViewer();
    if (m_isClosing)
        return false;
    const ssize_t count = ::recv(m_desktop.fd(), m_buffer.get(), static_cast<std::size_t>(bufferBytes), MSG_DONTWAIT);
    if (count > 0) {
        m_frameHead = webSocketFrameHead(WebSocketOpcode::Binary, static_cast<quint64>(count));
        m_frameSize = m_frameHead.size() + count;
        m_frameSent = 0;
        return flushViewer();
    }
    if (isFatal(count))
        closeWith(WebSocketReader::goingAway, "the desktop has ended");
    return m_isClosing;
}

bool RfbBridge::flushViewer()
{
    ssize_t count = -1;
    if (m_frameSize == 0) {
        count = sendSome(m_viewer->fd(), m_answers.constData(), m_answers.size());
        m_answers.remove(0, std::max<ssize_t>(count, 0));
    } else {
        const qsizetype headLeft = m_frameHead.size() - m_frameSent;
        if (headLeft > 0)
            count = sendSome(m_viewer->fd(), m_frameHead.constData() + m_frameSent, headLeft, MSG_MORE);
        else
            count = sendSome(m_viewer->fd(), m_buffer.get() - headLeft, m_frameSize - m_frameSent);
        m_frameSent += std::max<ssize_t>(count, 0);
        if (m_frameSent == m_frameSize)
            m_frameSize = 0;
    }
    if (isFatal(count))
        finish();
    return count > 0;
}

bool RfbBridge::moveUp()
{
    if (m_upSent < m_up.size())
        return flushDesktop();
    if (m_answers.size() > mostAnswerBytes)
        return false;
    std::array<char, 64UL * 1024> bytes;
    const ssize_t count = ::recv(m_viewer->fd(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (isFatal(count))
        finish();
    if (count <= 0)
        return false;
    m_hasPulse = true;
    takeFrames(std::span(bytes).first(static_cast<std::size_t>(count)));
    return !m_isOver;
}

bool RfbBridge::flushDesktop()
{
    const ssize_t count = sendSome(m_desktop.fd(), m_up.constData() + m_upSent, m_up.size() - m_upSent);
    if (isFatal(count)) {
        closeWith(WebSocketReader::goingAway, "the desktop has ended");
        return false;
    }
    m_upSent += std::max<ssize_t>(count, 0);
    if (m_upSent == m_up.size()) {
        m_up.clear();
        m_upSent = 0;
    }
    return count > 0;
}

void RfbBridge::takeFrames(std::span<char> bytes)
{
    while (!bytes.empty() && !m_isOver) {
        const WebSocketReader::Piece piece = m_reader.next(bytes);
        if (piece.kind == WebSocketReader::Kind::Nothing)
            break;
        takePiece(piece);
        if (piece.kind == WebSocketReader::Kind::Fault)
            break;
    }
}

void RfbBridge::takePiece(const WebSocketReader::Piece &piece)
{
    switch (piece.kind) {
    case WebSocketReader::Kind::Data:
        if (!m_isClosing && !m_filter.feed(piece.data, m_up))
            closeWith(WebSocketReader::policyViolation, "this is no message of a VNC viewer");
        break;
    case WebSocketReader::Kind::Ping:
        m_answers += webSocketFrameHead(WebSocketOpcode::Pong, static_cast<quint64>(piece.data.size()));
        m_answers += piece.data;
        break;
    case WebSocketReader::Kind::Close:
        if (m_isClosing)
            return finish();
        return closeWith(1000, {});
    case WebSocketReader::Kind::Fault:
        return closeWith(m_reader.faultCode(), "this is no WebSocket frame that can be used");
    case WebSocketReader::Kind::Pong:
    case WebSocketReader::Kind::Nothing:
        break;
    }
}

void RfbBridge::closeWith(quint16 code, QByteArrayView reason)
{
    if (std::exchange(m_isClosing, true))
        return;
    m_answers += webSocketClose(code, reason);
    m_up.clear();
    m_upSent = 0;
    m_pulse.start(std::chrono::seconds(2)); // for the viewer to close on its side
    m_hasPulse = false;
}

void RfbBridge::checkPulse()
{
    if (!m_hasPulse || m_isClosing)
        return finish();
    m_hasPulse = false;
    m_answers += webSocketFrameHead(WebSocketOpcode::Ping, 0);
    pump();
}

void RfbBridge::updateWatches()
{
    const bool hasDown = m_frameSize > 0 || !m_answers.isEmpty();
    const bool hasUp = m_upSent < m_up.size();
    m_viewer->watch(!hasUp && m_answers.size() <= mostAnswerBytes, hasDown);
    m_desktop.watch(!hasDown && !m_isClosing, hasUp && !m_isClosing);
}

void RfbBridge::finish()
{
    if (std::exchange(m_isOver, true))
        return;
    m_pulse.stop();
    m_viewer->watch(false, false);
    m_desktop.watch(false, false);
    Q_EMIT closed();
}

} // namespace ca
