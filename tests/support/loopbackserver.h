#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <functional>

namespace ca::test {

/// A server on the test's own loopback that does with each connection what it is told to.
class LoopbackServer : public QTcpServer
{
    Q_OBJECT

public:
    using Handler = std::function<void(QTcpSocket &, const QByteArray &received)>;

    /// `handler` is called with all that a connection has sent so far, each time that there is more, and at its end.
    explicit LoopbackServer(Handler handler, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));

    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] QByteArray received() const { return m_received; }

    /// Sends this when a request's head is there, and closes.
    static Handler answering(const QByteArray &answer);
    /// A small web server: what GET answers for each path; 404 for all others, also with the query.
    static Handler serving(const QHash<QByteArray, QByteArray> &files);

private:
    int m_connections = 0;
    /// By the newest connection.
    QByteArray m_received;
};

} // namespace ca::test
