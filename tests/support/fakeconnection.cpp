#include "fakeconnection.h"

#include <QTimer>

#include "fakeprovider.h"

namespace ca::test {

FakeConnection::FakeConnection(FakeProvider &provider, QTcpSocket *socket)
    : QObject(socket)
    , m_provider(provider)
    , m_socket(socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // as servers of such streams do
    connect(socket, &QTcpSocket::readyRead, this, &FakeConnection::read);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    const QMutexLocker lock(&m_provider.m_mutex);
    ++m_provider.m_connections;
    ++m_provider.m_connectionsMade;
}

FakeConnection::~FakeConnection()
{
    const QMutexLocker lock(&m_provider.m_mutex);
    --m_provider.m_connections;
}

void FakeConnection::read()
{
    m_received += m_socket->readAll();
    if (m_isAnswering)
        return;
    if (const auto request = takeRequest())
        answer(*request);
}

std::optional<FakeRequest> FakeConnection::takeRequest()
{
    const qsizetype headEnd = m_received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    const QList<QByteArray> lines = m_received.first(headEnd).split('\n');
    const QList<QByteArray> first = lines.constFirst().trimmed().split(' ');
    FakeRequest request{
        .method = first.value(0), .path = QString::fromLatin1(first.value(1)), .headers = {}, .body = {}};
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        request.headers.append({lines[i].left(colon).trimmed(), lines[i].mid(colon + 1).trimmed()});
    }
    constexpr qsizetype blankLine = 4;
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (m_received.size() < headEnd + blankLine + length)
        return std::nullopt;
    request.body = m_received.mid(headEnd + blankLine, length);
    m_received.remove(0, headEnd + blankLine + length);
    return request;
}

void FakeConnection::answer(const FakeRequest &request)
{
    m_isAnswering = true;
    m_provider.noteArrival();
    const FakeAnswer answer = m_provider.take(request);
    if (answer.hangs)
        return;
    if (answer.delay.count() == 0)
        return begin(answer, request);
    QTimer::singleShot(answer.delay, this, [this, answer, request] { begin(answer, request); });
}

void FakeConnection::begin(const FakeAnswer &answer, const FakeRequest &request)
{
    m_answer = answer;
    m_rest = answer.bodyFor(request);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Said\r\n";
    if (answer.isCompletion)
        head += "Content-Type: " + answer.contentTypeFor(request) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    m_provider.noteAnswer();
    m_socket->write(head + "Content-Length: " + QByteArray::number(m_rest.size()) + "\r\n\r\n");
    if (m_answer.cutAfter >= 0)
        m_rest.truncate(m_answer.cutAfter);
    sendPiece();
}

void FakeConnection::sendPiece()
{
    const qsizetype size = m_answer.pieceSize > 0 ? m_answer.pieceSize : m_rest.size();
    m_socket->write(m_rest.first(std::min(size, m_rest.size())));
    m_rest.remove(0, std::min(size, m_rest.size()));
    if (!m_rest.isEmpty()) {
        QTimer::singleShot(m_answer.pause, this, &FakeConnection::sendPiece);
        return;
    }
    if (m_answer.cutAfter >= 0)
        return m_socket->disconnectFromHost();
    m_isAnswering = false;
    if (!m_received.isEmpty())
        read();
}

} // namespace ca::test
