#include "rawclient.h"

#include <QDeadlineTimer>
#include <QTest>
#include <QTestEventLoop>

namespace ca::test {

RawClient::RawClient(const QUrl &server)
    : m_host(server.host().toLatin1() + ':' + QByteArray::number(server.port()))
{
    m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
    m_socket.waitForConnected(20'000);
}

void RawClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

QByteArray RawClient::head(const QByteArray &method, const QString &path, const QByteArray &fields) const
{
    return method + ' ' + path.toLatin1() + " HTTP/1.1\r\nHost: " + m_host + "\r\n" + fields + "\r\n";
}

QByteArray RawClient::rest()
{
    m_received += m_socket.readAll();
    return m_received;
}

bool RawClient::isClosed(int milliseconds)
{
    return QTest::qWaitFor([this] { return m_socket.state() == QTcpSocket::UnconnectedState; }, milliseconds);
}

HttpAnswer RawClient::answer(bool isHead, int milliseconds)
{
    HttpAnswer answer;
    bool isWhole = false;
    const auto take = [&] {
        m_received += m_socket.readAll();
        if (answer.status == 0 && !takeHead(answer))
            return false;
        isWhole = takeBody(answer, isHead);
        return isWhole;
    };
    // As soon as something comes: QTest::qWaitFor() looks only every 10 ms.
    QTestEventLoop loop;
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &loop, &QTestEventLoop::exitLoop);
    QObject::connect(&m_socket, &QTcpSocket::disconnected, &loop, &QTestEventLoop::exitLoop);
    const QDeadlineTimer deadline(milliseconds);
    while (!take() && m_socket.state() != QTcpSocket::UnconnectedState && !deadline.hasExpired())
        loop.enterLoopMSecs(static_cast<int>(deadline.remainingTime()));
    return isWhole || take() ? answer : HttpAnswer();
}

bool RawClient::takeHead(HttpAnswer &answer)
{
    qsizetype end = m_received.indexOf("\r\n\r\n");
    if (m_received.startsWith("HTTP/1.1 100 ") && end >= 0) {
        m_received.remove(0, end + 4);
        end = m_received.indexOf("\r\n\r\n");
    }
    if (end < 0)
        return false;
    for (const QByteArray &line : m_received.first(end).split('\n')) {
        if (answer.status == 0)
            answer.status = line.mid(9, 3).toInt();
        else
            answer.headers.append({line.first(line.indexOf(':')), line.sliced(line.indexOf(':') + 1).trimmed()});
    }
    m_received.remove(0, end + 4);
    return true;
}

bool RawClient::takeBody(HttpAnswer &answer, bool isHead)
{
    if (isHead)
        return true;
    if (answer.header("Transfer-Encoding") == "chunked") {
        for (qsizetype end; (end = m_received.indexOf("\r\n")) >= 0;) {
            const qsizetype size = m_received.first(end).toLongLong(nullptr, 16);
            if (m_received.size() < end + size + 4)
                return false;
            answer.body += m_received.mid(end + 2, size);
            m_received.remove(0, end + size + 4);
            if (size == 0)
                return true;
        }
        return false;
    }
    const QByteArray length = answer.header("Content-Length");
    if (length.isEmpty()) { // the end of the connection ends it
        answer.body += std::exchange(m_received, {});
        return m_socket.state() == QTcpSocket::UnconnectedState;
    }
    if (m_received.size() < length.toLongLong())
        return false;
    answer.body = m_received.first(length.toLongLong());
    m_received.remove(0, answer.body.size());
    return true;
}

} // namespace ca::test
