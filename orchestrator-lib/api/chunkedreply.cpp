#include "chunkedreply.h"

namespace ca {

namespace {
/// What may wait in the socket: enough to keep loopback busy, little enough for many clients.
constexpr qint64 maxBufferedBytes = 1024LL * 1024;
} // namespace

ChunkedReply::ChunkedReply(QHttpServerResponder &&responder, const QHttpHeaders &headers, QTcpSocket *socket)
    : m_responder(std::move(responder))
    , m_socket(socket)
{
    m_responder.writeBeginChunked(headers);
    connect(socket, &QTcpSocket::bytesWritten, this, &ChunkedReply::drained);
    connect(socket, &QTcpSocket::disconnected, this, &ChunkedReply::gone);
}

bool ChunkedReply::hasRoom() const
{
    return m_socket && m_socket->state() == QTcpSocket::ConnectedState && m_socket->bytesToWrite() < maxBufferedBytes;
}

void ChunkedReply::write(const QByteArray &bytes)
{
    if (m_socket && !m_isEnded)
        m_responder.writeChunk(bytes);
}

void ChunkedReply::end()
{
    if (m_socket && !std::exchange(m_isEnded, true))
        m_responder.writeEndChunked({});
}

} // namespace ca
