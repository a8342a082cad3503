#include "viewclient.h"

#include <QDeadlineTimer>
#include <QSize>
#include <QTest>
#include <QUrlQuery>
#include <QtEndian>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 20'000;
}

ViewClient::ViewClient(const QUrl &view)
    : m_view(view)
{
    m_socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(view.port()));
    m_isOpen = QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, patience);
}

int ViewClient::request(const QByteArray &target, const QByteArray &fields, const QByteArray &host)
{
    const QByteArray own = "127.0.0.1:" + QByteArray::number(m_view.port());
    m_socket.write("GET " + target + " HTTP/1.1\r\nHost: " + (host.isEmpty() ? own : host) + "\r\n" + fields + "\r\n");
    const bool came = QTest::qWaitFor(
        [this] {
            m_received += m_socket.readAll();
            return m_received.contains("\r\n\r\n") || m_socket.state() != QAbstractSocket::ConnectedState;
        },
        patience);
    const qsizetype end = m_received.indexOf("\r\n\r\n") + 4;
    if (!came || end < 4)
        return 0;
    m_head = m_received.first(end);
    m_received.remove(0, end);
    return m_head.sliced(9, 3).toInt();
}

int ViewClient::openWebSocket(const QByteArray &fields)
{
    return request(QUrlQuery(m_view).queryItemValue(u"path"_s).toLatin1(),
                   "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                       fields);
}

QByteArray ViewClient::read(qsizetype bytes)
{
    m_isOpen = QTest::qWaitFor(
        [&] {
            m_received += m_socket.readAll();
            return m_received.size() >= bytes || m_socket.state() != QAbstractSocket::ConnectedState;
        },
        patience);
    const QByteArray taken = m_received.first(std::min(bytes, m_received.size()));
    m_received.remove(0, taken.size());
    return taken;
}

QByteArray ViewClient::readFrame()
{
    while (true) {
        const QByteArray head = read(2);
        if (head.size() < 2)
            return {};
        qsizetype size = head[1];
        if (size == 126)
            size = qFromBigEndian<quint16>(read(2).leftJustified(2, '\0').constData());
        else if (size == 127)
            size = qFromBigEndian<qint64>(read(8).leftJustified(8, '\0').constData());
        const QByteArray payload = read(size);
        const int opcode = head[0] & 0x0f;
        if (opcode == 8) {
            m_closeCode = payload.size() >= 2 ? qFromBigEndian<quint16>(payload.constData()) : quint16{1005};
            return {};
        }
        if (opcode == 2)
            return payload;
    }
}

QByteArray ViewClient::readPayload(qsizetype bytes)
{
    while (m_payload.size() < bytes) {
        const QByteArray more = readFrame();
        if (more.isEmpty())
            break;
        m_payload += more;
    }
    const QByteArray taken = m_payload.first(std::min(bytes, m_payload.size()));
    m_payload.remove(0, taken.size());
    return taken;
}

void ViewClient::sendFrame(const QByteArray &payload, quint8 opcode)
{
    const QByteArray mask("\x01\x02\x03\x04", 4);
    QByteArray frame;
    frame.append(static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        frame.append(static_cast<char>(0x80 | payload.size()));
    } else {
        frame.append(static_cast<char>(0x80 | 127));
        const quint64 size = qToBigEndian(static_cast<quint64>(payload.size()));
        frame.append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    frame += mask;
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(static_cast<char>(payload[i] ^ mask[i % 4]));
    m_socket.write(frame);
    m_socket.flush();
}

QSize ViewClient::shakeHands()
{
    if (readPayload(12) != "RFB 003.008\n")
        return {};
    sendFrame("RFB 003.008\n");
    const QByteArray count = readPayload(1);
    if (count.isEmpty() || !readPayload(count[0]).contains('\x01'))
        return {};
    sendFrame(QByteArray("\x01", 1));
    if (readPayload(4) != QByteArray(4, '\0'))
        return {};
    sendFrame(QByteArray("\x00", 1)); // "throw out the others"
    const QByteArray init = readPayload(24);
    if (init.size() < 24)
        return {};
    readPayload(qFromBigEndian<qint32>(init.constData() + 20));
    return {qFromBigEndian<quint16>(init.constData()), qFromBigEndian<quint16>(init.constData() + 2)};
}

bool ViewClient::isClosed()
{
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, patience);
}

} // namespace ca::test
