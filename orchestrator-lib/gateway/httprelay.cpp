#include "httprelay.h"

#include <algorithm>
#include <array>

#include "proxyrequest.h"
#include "viewheaders.h"

namespace ca {

namespace {

/// Fields of a request that concern one connection only, are written anew, or are none of the notebook's business.
constexpr std::array<QByteArrayView, 13> ownRequestFields{
    "Connection",     "Proxy-Connection",  "Keep-Alive",    "TE",
    "Trailer",        "Upgrade",           "Cookie",        "Expect",
    "Content-Length", "Transfer-Encoding", "Authorization", "Proxy-Authorization",
    "Forwarded"};

bool isSame(QByteArrayView one, QByteArrayView other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

QByteArray forwardedRequest(const RequestHead &head, const QByteArray &token, bool isUpgrade)
{
    QByteArray out = head.method().toByteArray() + ' ' + head.target().toByteArray() + " HTTP/1.1\r\n";
    for (qsizetype i = 0; i < head.fieldCount(); ++i) {
        const QByteArrayView name = head.fieldName(i);
        if (!std::ranges::any_of(ownRequestFields, [&](QByteArrayView own) { return isSame(own, name); }))
            out.append(name).append(": ").append(head.fieldValue(i)).append("\r\n");
    }
    if (head.isChunked())
        out += "Transfer-Encoding: chunked\r\n";
    else if (head.count("Content-Length") > 0)
        out += "Content-Length: " + QByteArray::number(head.contentLength()) + "\r\n";
    out += "Authorization: token " + token + "\r\n";
    return out + (isUpgrade ? "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n" : "Connection: close\r\n\r\n");
}

/// The lines of an answer's head without those that are ours to say; `head` ends with an empty line, which is cut off.
QByteArray withoutOwnFields(const QByteArray &head)
{
    QByteArray out;
    for (qsizetype at = 0; at + 2 < head.size();) {
        const qsizetype end = head.indexOf("\r\n", at) + 2;
        const QByteArrayView line = QByteArrayView(head).sliced(at, end - at);
        if (!isViewField(line.first(std::max<qsizetype>(line.indexOf(':'), 0))))
            out.append(line);
        at = end;
    }
    return out;
}

} // namespace

HttpRelay::HttpRelay(std::unique_ptr<WatchedSocket> client, UniqueFd notebook, const RequestHead &head,
                     QByteArray early, const QByteArray &token, PipePool &pipes, const ViewLimits &limits)
    : m_limits(limits)
    , m_client(std::move(client))
    , m_notebook(std::move(notebook))
    , m_up(pipes, m_moved)
    , m_down(pipes, m_moved)
    , m_framing(ProxyRequest::bodyFraming(head))
    , m_early(std::move(early))
    , m_host(head.value("Host").toByteArray())
    , m_isHead(head.isHead())
    , m_isUpgrade(head.wantsUpgrade() && isSame(head.value("Upgrade"), "websocket"))
    , m_timer([this] { return m_deadline; }, [this] { close(); })
{
    m_request = forwardedRequest(head, token, m_isUpgrade);
    connect(m_client.get(), &WatchedSocket::ready, this, &HttpRelay::onClientReady);
    connect(&m_notebook, &WatchedSocket::ready, this, &HttpRelay::onNotebookReady);
}

void HttpRelay::start()
{
    setDeadline(m_limits.silence);
    // What a WebSocket's client sends before the answer is not its body.
    const QByteArray body = m_isUpgrade ? QByteArray() : std::exchange(m_early, {});
    m_up.beginWith(m_client->fd(), m_notebook.fd(), m_framing, m_request, body);
    pump();
}

void HttpRelay::onClientReady()
{
    if (m_stage != Stage::Lingering)
        return pump();
    bool hasEnded = false;
    m_client->receive(hasEnded);
    if (hasEnded)
        close();
}

void HttpRelay::onNotebookReady()
{
    if (m_stage == Stage::Answer && !m_down.isMoving())
        readAnswer();
    else
        pump();
}

void HttpRelay::readAnswer()
{
    bool hasEnded = false;
    const QByteArray bytes = m_notebook.receive(hasEnded);
    if (hasEnded)
        return refuse();
    takeAnswer(bytes);
}

void HttpRelay::takeAnswer(QByteArrayView bytes)
{
    constexpr int switchingProtocols = 101;
    while (m_stage == Stage::Answer && !bytes.isEmpty()) {
        bytes = bytes.sliced(m_response.feed(bytes));
        if (m_response.state() == ResponseHead::State::Incomplete)
            break;
        const bool isSwitch = m_response.status() == switchingProtocols;
        if (m_response.state() == ResponseHead::State::Malformed || (isSwitch && !m_isUpgrade))
            return refuse();
        if (isSwitch)
            return beginTunnel(bytes);
        if (m_response.isInterim())
            m_response.clear(); // nobody asked for it
        else
            m_stage = Stage::Body;
    }
    if (m_stage == Stage::Body) {
        const QByteArray head =
            withoutOwnFields(m_response.forwarded()) + viewFields(ViewPage::Notebook, m_host) + "\r\n";
        m_down.beginWith(m_notebook.fd(), m_client->fd(), m_response.bodyFraming(m_isHead), head, bytes);
    }
    pump();
}

void HttpRelay::beginTunnel(QByteArrayView first)
{
    m_stage = Stage::Tunnel;
    const Framing untilEnd{.kind = Framing::Kind::UntilEnd};
    const QByteArray head =
        withoutOwnFields(m_response.forwarded()) + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    m_down.beginWith(m_notebook.fd(), m_client->fd(), untilEnd, head, first);
    m_up.begin(m_client->fd(), m_notebook.fd(), untilEnd, std::exchange(m_early, {}));
    pump();
}

void HttpRelay::refuse()
{
    m_stage = Stage::LastWords;
    m_up.stop();
    m_down.begin(m_client->fd(), m_client->fd(), {},
                 viewAnswer(502, "The notebook gave no answer. Reload the page.", !m_isHead));
    pump();
}

void HttpRelay::pump()
{
    const qint64 before = m_moved;
    m_up.move();
    m_down.move();
    if (m_moved != before && m_stage != Stage::LastWords)
        setDeadline(m_limits.silence);
    const bool isTunnel = m_stage == Stage::Tunnel;
    const bool isUpOver =
        m_up.state() == BytePump::State::Broken || (isTunnel && m_up.state() == BytePump::State::Done);
    const bool isDownOver = m_down.state() == BytePump::State::Done && m_stage != Stage::Answer;
    if (m_down.state() == BytePump::State::Broken || (isTunnel && isUpOver && isDownOver))
        return close();
    if (isUpOver && !std::exchange(m_isNotebookTold, true))
        m_notebook.finishWriting();
    if (isDownOver)
        return linger();
    updateWatches();
}

void HttpRelay::updateWatches()
{
    const bool isAwaitingAnswer = m_stage == Stage::Answer && !m_down.isMoving();
    m_client->watch(m_up.wantsToRead(), m_down.wantsToWrite());
    m_notebook.watch(isAwaitingAnswer || m_down.wantsToRead(), m_up.wantsToWrite());
}

void HttpRelay::linger()
{
    m_stage = Stage::Lingering;
    m_up.stop();
    m_down.stop();
    m_notebook.watch(false, false);
    setDeadline(m_limits.linger);
    // To close at once what still has bytes to read would reset the connection, and the answer with it.
    m_client->finishWriting();
    m_client->watch(true, false);
}

void HttpRelay::close()
{
    if (std::exchange(m_stage, Stage::Closed) == Stage::Closed)
        return;
    m_up.stop();
    m_down.stop();
    m_client->watch(false, false);
    m_notebook.watch(false, false);
    Q_EMIT closed();
}

void HttpRelay::setDeadline(std::chrono::milliseconds patience)
{
    m_deadline = LazyTimer::Clock::now() + patience;
    m_timer.update();
}

} // namespace ca
