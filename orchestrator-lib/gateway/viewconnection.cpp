#include "viewconnection.h"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

#include "httprelay.h"
#include "rfbbridge.h"
#include "viewfiles.h"
#include "viewheaders.h"
#include "websocketreader.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// Takes the same time wherever the two differ.
bool isSameSecret(QByteArrayView given, const QByteArray &wanted)
{
    int difference = given.size() == wanted.size() && !wanted.isEmpty() ? 0 : 1;
    for (qsizetype i = 0; i < given.size() && !wanted.isEmpty(); ++i)
        difference |= given[i] ^ wanted[i % wanted.size()];
    return difference == 0;
}

constexpr QByteArrayView notHere("There is nothing here. The view may have ended: open it again from the job.");
constexpr qsizetype mostEarlyBytes = 64LL * 1024;

} // namespace

ViewConnection::ViewConnection(UniqueFd client, ViewContext &context)
    : m_context(context)
    , m_client(std::make_unique<WatchedSocket>(std::move(client)))
    , m_head(context.headLimits)
    , m_timer([this] { return m_deadline; }, [this] { close(); })
{
    connect(m_client.get(), &WatchedSocket::ready, this, &ViewConnection::onReady);
    setDeadline(context.setup.limits.head);
    m_client->watch(true, false);
}

void ViewConnection::onReady()
{
    if (m_stage == Stage::Head)
        return readHead();
    if (m_stage == Stage::Answering)
        return flush();
    bool hasEnded = false;
    const QByteArray bytes = m_client->receive(hasEnded);
    if (m_stage == Stage::AwaitingStream)
        m_early += bytes;
    if (hasEnded || m_early.size() > mostEarlyBytes)
        close();
}

void ViewConnection::readHead()
{
    bool hasEnded = false;
    const QByteArray bytes = m_client->receive(hasEnded);
    if (hasEnded)
        return close();
    takeBytes(bytes);
}

void ViewConnection::takeBytes(QByteArrayView bytes)
{
    if (!m_head.hasBegun())
        setDeadline(m_context.setup.limits.head);
    const qsizetype taken = m_head.feed(bytes);
    m_early = bytes.sliced(taken).toByteArray();
    if (m_head.state() == RequestHead::State::Refused)
        refuse(m_head.refusal().status, QByteArray(m_head.refusal().message.toUtf8() + '.'));
    else if (m_head.state() == RequestHead::State::Complete)
        judge();
}

void ViewConnection::judge()
{
    m_isLast = m_head.isLast();
    if (const auto refusal = m_context.policy.refusal(m_head))
        return refuse(refusal->status, QByteArray(refusal->message.toUtf8() + '.'));
    const QByteArrayView target = m_head.target();
    const qsizetype query = target.indexOf('?');
    const QByteArrayView path = query < 0 ? target : target.first(query);
    const qsizetype end = path.indexOf('/', 1);
    const QByteArrayView secret = path.sliced(1, (end < 0 ? path.size() : end) - 1);
    const bool mayWatch = isSameSecret(secret, m_context.setup.secret);
    const bool mayControl = isSameSecret(secret, m_context.setup.controlSecret);
    if (end < 0 || (!mayWatch && !mayControl))
        return refuse(404, notHere);
    m_rights = mayControl ? ViewerRights::Control : ViewerRights::Watch;
    if (m_context.setup.kind == ViewKind::Notebook)
        return askForStream();
    judgeDesktop(path.sliced(end + 1));
}

void ViewConnection::judgeDesktop(QByteArrayView rest)
{
    if (m_head.method() != "GET" && !m_head.isHead())
        return refuse(405, "This can only be read: use GET.");
    if (m_head.contentLength() > 0 || m_head.isChunked())
        return refuse(400, "GET has no body here.");
    if (rest == "websockify")
        return judgeWebSocket();
    serve(rest.isEmpty() ? "desktop.html"_ba : rest.toByteArray());
}

void ViewConnection::judgeWebSocket()
{
    constexpr qsizetype keySize = 24;
    if (!m_head.wantsUpgrade() || m_head.value("Upgrade").compare("websocket", Qt::CaseInsensitive) != 0 ||
        m_head.value("Sec-WebSocket-Version") != "13" || m_head.count("Sec-WebSocket-Key") != 1 ||
        m_head.value("Sec-WebSocket-Key").size() != keySize)
        return refuse(400, "This is a WebSocket, version 13.");
    askForStream();
}

void ViewConnection::serve(const QByteArray &path)
{
    const auto file = viewFile(path);
    if (!file)
        return refuse(404, notHere);
    QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: " + file->mimeType +
                        "\r\nContent-Length: " + QByteArray::number(file->content.size()) +
                        "\r\nCache-Control: no-store\r\n" + viewFields(ViewPage::Desktop, m_head.value("Host")) +
                        (m_isLast ? "Connection: close\r\n\r\n" : "\r\n");
    if (!m_head.isHead())
        answer += file->content;
    send(answer);
}

void ViewConnection::refuse(int status, QByteArrayView sentence)
{
    m_isLast = true;
    send(viewAnswer(status, sentence, !m_head.isHead()));
}

void ViewConnection::askForStream()
{
    m_stage = Stage::AwaitingStream;
    setDeadline(m_context.setup.limits.connecting);
    // A body waits in the socket until there is somebody to take it.
    const bool hasBody = m_head.contentLength() > 0 || m_head.isChunked();
    m_client->watch(!hasBody, false);
    Q_EMIT streamWanted();
}

void ViewConnection::takeStream(UniqueFd stream)
{
    if (m_stage != Stage::AwaitingStream)
        return;
    m_stage = Stage::Bridged;
    m_deadline = LazyTimer::never;
    m_client->disconnect(this);
    m_client->watch(false, false);
    const ViewSetup &setup = m_context.setup;
    if (setup.kind == ViewKind::Notebook) {
        m_bridge = std::make_unique<HttpRelay>(std::move(m_client), std::move(stream), m_head, std::move(m_early),
                                               setup.token, m_context.pipes, setup.limits);
    } else {
        const QByteArray accepted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    "Sec-WebSocket-Accept: " +
                                    webSocketAccept(m_head.value("Sec-WebSocket-Key")) + "\r\n\r\n";
        // The first bytes on a connection that has carried little: they fit into its buffer.
        ::send(m_client->fd(), accepted.constData(), static_cast<std::size_t>(accepted.size()),
               MSG_NOSIGNAL | MSG_DONTWAIT);
        m_bridge = std::make_unique<RfbBridge>(std::move(m_client), std::move(stream), m_rights, std::move(m_early),
                                               setup.limits);
    }
    connect(m_bridge.get(), &StreamBridge::closed, this, &ViewConnection::close);
    Q_EMIT viewerCame();
    m_bridge->start();
}

void ViewConnection::refuseStream(const QByteArray &sentence)
{
    if (m_stage == Stage::AwaitingStream)
        refuse(502, sentence);
}

void ViewConnection::send(const QByteArray &answer)
{
    m_stage = Stage::Answering;
    m_answer = answer;
    m_sent = 0;
    setDeadline(m_context.setup.limits.idle);
    flush();
}

void ViewConnection::flush()
{
    const ssize_t count = ::send(m_client->fd(), m_answer.constData() + m_sent,
                                 static_cast<std::size_t>(m_answer.size() - m_sent), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno != EAGAIN && errno != EINTR)
        return close();
    m_sent += std::max<ssize_t>(count, 0);
    if (m_sent == m_answer.size())
        return afterAnswer();
    m_client->watch(false, true);
}

void ViewConnection::afterAnswer()
{
    m_answer.clear();
    m_client->watch(true, false);
    if (m_isLast) {
        m_stage = Stage::Lingering;
        m_client->finishWriting();
        return setDeadline(m_context.setup.limits.linger);
    }
    m_stage = Stage::Head;
    m_head.clear();
    setDeadline(m_context.setup.limits.idle);
    if (!m_early.isEmpty()) // requests that did not wait for the answer; from the loop, so that none nests in another
        QMetaObject::invokeMethod(this, [this] { takeBytes(std::exchange(m_early, {})); }, Qt::QueuedConnection);
}

void ViewConnection::close()
{
    if (std::exchange(m_stage, Stage::Closed) == Stage::Closed)
        return;
    m_deadline = LazyTimer::never;
    if (m_client)
        m_client->watch(false, false);
    Q_EMIT closed();
}

void ViewConnection::setDeadline(std::chrono::milliseconds patience)
{
    m_deadline = LazyTimer::Clock::now() + patience;
    m_timer.update();
}

} // namespace ca
