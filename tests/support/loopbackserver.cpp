#include "loopbackserver.h"

#include <memory>

namespace ca::test {

LoopbackServer::LoopbackServer(Handler handler, const QHostAddress &address)
{
    listen(address);
    connect(this, &QTcpServer::newConnection, this, [this, handler] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            ++m_connections;
            auto bytes = std::make_shared<QByteArray>();
            const auto take = [this, socket, bytes, handler] {
                *bytes += socket->readAll();
                m_newest = bytes;
                handler(*socket, *bytes);
            };
            connect(socket, &QTcpSocket::readyRead, this, take);
            connect(socket, &QTcpSocket::readChannelFinished, this, take);
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

LoopbackServer::Handler LoopbackServer::answering(const QByteArray &answer)
{
    return [answer](QTcpSocket &socket, const QByteArray &received) {
        if (!received.contains("\r\n\r\n") || socket.state() != QAbstractSocket::ConnectedState)
            return;
        socket.write(answer);
        socket.disconnectFromHost();
    };
}

LoopbackServer::Handler LoopbackServer::echoing()
{
    return [](QTcpSocket &socket, const QByteArray &received) {
        const auto before = socket.property("echoed").toLongLong();
        socket.setProperty("echoed", received.size());
        socket.write(received.sliced(before));
    };
}

LoopbackServer::Handler LoopbackServer::serving(const QHash<QByteArray, QByteArray> &files)
{
    return [files](QTcpSocket &socket, const QByteArray &received) {
        const QByteArrayList words = received.left(received.indexOf("\r\n")).split(' ');
        if (words.size() != 3)
            return answering({})(socket, received);
        const auto file = files.constFind(words[1]);
        const bool isFound = file != files.cend();
        const QByteArray body = isFound ? *file : QByteArray("nothing here\n");
        const QByteArray type = words[1].endsWith('/') ? "text/html" : "application/octet-stream";
        answering((isFound ? "HTTP/1.1 200 OK" : "HTTP/1.1 404 Not Found") + QByteArray("\r\nContent-Type: ") + type +
                  "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
                  (words[0] == "HEAD" ? QByteArray() : body))(socket, received);
    };
}

} // namespace ca::test
