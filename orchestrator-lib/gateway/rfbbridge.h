#pragma once

#include <QTimer>

#include "rfbfilter.h"
#include "streambridge.h"
#include "viewlimits.h"
#include "websocketreader.h"

namespace ca {

/// A viewer's WebSocket and the stream of the desktop's VNC server. Bytes go on when the other side takes them, so a
/// slow viewer holds a buffer's worth and no more. A viewer that does not answer pings is gone.
class RfbBridge : public StreamBridge
{
    Q_OBJECT

public:
    /// The WebSocket's handshake is answered; `early` came after it.
    RfbBridge(std::unique_ptr<WatchedSocket> viewer, UniqueFd desktop, ViewerRights rights, QByteArray early,
              const ViewLimits &limits);

    void start() override;

private:
    void pump();
    /// Each false when there is nothing more to do at once.
    bool moveDown();
    bool moveUp();
    bool flushViewer();
    bool flushDesktop();
    void takeFrames(std::span<char> bytes);
    void takePiece(const WebSocketReader::Piece &piece);
    void closeWith(quint16 code, QByteArrayView reason);
    void updateWatches();
    void checkPulse();
    void finish();

    std::unique_ptr<WatchedSocket> m_viewer;
    WatchedSocket m_desktop;
    WebSocketReader m_reader;
    RfbFilter m_filter;
    QTimer m_pulse;
    QByteArray m_early;
    std::unique_ptr<char[]> m_buffer;
    /// From the desktop: a frame that is being sent.
    QByteArray m_frameHead;
    qsizetype m_frameSize = 0;
    qsizetype m_frameSent = 0;
    /// Frames of our own, which go between those.
    QByteArray m_answers;
    /// For the desktop.
    QByteArray m_up;
    qsizetype m_upSent = 0;
    bool m_hasPulse = true;
    bool m_isClosing = false;
    bool m_isOver = false;
};

} // namespace ca
