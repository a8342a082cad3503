#pragma once

#include <QHttpHeaders>
#include <QHttpServerResponder>
#include <QObject>
#include <QPointer>
#include <QTcpSocket>

namespace ca {

/// An answer that grows for as long as its owner likes, at the client's pace.
class ChunkedReply : public QObject
{
    Q_OBJECT

public:
    /// Sends the head. `socket` is the client's, for its pace and its end; not owned.
    ChunkedReply(QHttpServerResponder &&responder, const QHttpHeaders &headers, QTcpSocket *socket);

    /// Whether the client has taken enough of what was written; writing without room is allowed, but costs memory.
    [[nodiscard]] bool hasRoom() const;
    void write(const QByteArray &bytes);
    void end();

Q_SIGNALS:
    /// There may be room again.
    void drained();
    /// The client has gone; nothing more is to be written.
    void gone();

private:
    QHttpServerResponder m_responder;
    QPointer<QTcpSocket> m_socket;
    bool m_isEnded = false;
};

} // namespace ca
