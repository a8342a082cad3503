#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <functional>
#include <memory>

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
    /// By the connection that sent last.
    [[nodiscard]] QByteArray received() const { return m_newest ? *m_newest : QByteArray(); }

    /// Sends this when a request's head is there, and closes.
    static Handler answering(const QByteArray &answer);
    /// Sends everything back as it comes.
    static Handler echoing();
    /// A small web server: what GET answers for each path; 404 for all others, also with the query.
    static Handler serving(const QHash<QByteArray, QByteArray> &files);

private:
    int m_connections = 0;
    std::shared_ptr<const QByteArray> m_newest;
};

} // namespace ca::test
