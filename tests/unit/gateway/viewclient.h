#pragma once

#include <QByteArray>
#include <QSize>
#include <QTcpSocket>
#include <QUrl>

namespace ca::test {

/// One connection to a view, byte by byte. Every call waits 20 s at most.
class ViewClient
{
public:
    /// Connects to the view's port.
    explicit ViewClient(const QUrl &view);

    /// Sends a request for `target` with these fields beside Host, each with its line's end; the answer's status, 0 for
    /// none. What follows the head stays to be read.
    int request(const QByteArray &target, const QByteArray &fields = {}, const QByteArray &host = {});
    /// Makes a WebSocket of the view's own one; the answer's status: 101 when it is open.
    int openWebSocket(const QByteArray &fields = {});
    /// The head of the last answer.
    [[nodiscard]] QByteArray head() const { return m_head; }
    /// Exactly so many bytes of what follows; fewer when they do not come.
    QByteArray read(qsizetype bytes);
    /// Payload of the next data frame; empty when none comes or a close frame does: closeCode() then says which.
    QByteArray readFrame();
    [[nodiscard]] quint16 closeCode() const { return m_closeCode; }
    /// At least so many payload bytes, of as many frames as it takes.
    QByteArray readPayload(qsizetype bytes);
    /// One masked binary frame.
    void sendFrame(const QByteArray &payload, quint8 opcode = 2);
    /// The handshake of a VNC viewer; the desktop's size, invalid when it fails.
    QSize shakeHands();
    /// Waits for the other side to close.
    bool isClosed();
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

private:
    QUrl m_view;
    QTcpSocket m_socket;
    QByteArray m_received;
    QByteArray m_payload;
    QByteArray m_head;
    quint16 m_closeCode = 0;
    bool m_isOpen = false;
};

} // namespace ca::test
