#include "proxyconnection.h"

#include "decisionlog.h"
#include "proxyanswer.h"

namespace ca {

using namespace Qt::StringLiterals;
using namespace proxystatus;

ProxyConnection::ProxyConnection(UniqueFd client, ProxyContext &context)
    : m_context(context)
    , m_client(std::move(client))
    , m_connector(context.lookups)
    , m_head(m_limits, RequestHead::TargetForm::Any)
    , m_up(context.pipes, context.counters.sent)
    , m_down(context.pipes, context.counters.received)
    , m_timer([this] { return m_deadline; }, [this] { close(); })
{
    connect(&m_client, &WatchedSocket::ready, this, &ProxyConnection::onClientReady);
    connect(&m_connector, &OutboundConnector::connected, this, &ProxyConnection::onConnected);
    connect(&m_connector, &OutboundConnector::failed, this, &ProxyConnection::onFailed);
    setDeadline(context.patience.head);
    m_client.watch(true, false);
}

void ProxyConnection::onClientReady()
{
    if (m_stage == Stage::Head)
        readHead();
    else if (m_stage == Stage::Lingering)
        discard();
    else
        pump();
}

void ProxyConnection::onServerReady()
{
    if (m_stage == Stage::UpstreamAnswer)
        readUpstreamAnswer();
    else if (m_stage == Stage::Answer && !m_down.isMoving())
        readAnswer();
    else
        pump();
}

void ProxyConnection::readHead()
{
    bool hasEnded = false;
    const QByteArray bytes = m_client.receive(hasEnded);
    if (hasEnded)
        return close();
    const qsizetype taken = m_head.feed(bytes);
    m_early = bytes.sliced(taken);
    if (m_head.state() == RequestHead::State::Refused)
        refuse(m_head.refusal().status, m_head.refusal().message + u'.');
    else if (m_head.state() == RequestHead::State::Complete)
        judge();
}

void ProxyConnection::judge()
{
    const auto request = ProxyRequest::from(m_head);
    if (!request)
        return refuse(badRequest, request.error().message);
    m_request = *request;
    if (m_request.isTunnel && ProxyRequest::bodyFraming(m_head).kind != Framing::Kind::Nothing)
        return refuse(badRequest, u"CONNECT has no body."_s);
    const EgressTarget &target = m_request.target;
    if (const EgressRuling ruling = m_context.policy.judgeName(target); !ruling.isAllowed)
        return onFailed(EgressVerdict::Refused, ruling.reason);
    const auto route = m_context.routes.routeFor(target, m_request.isTunnel);
    if (!route)
        return onFailed(EgressVerdict::Failed, route.error().message);
    m_upstream = *route;
    // The proxy behind ours was named by whoever runs this machine, wherever it is; it looks names up itself.
    if (m_upstream)
        connectTo({.host = m_upstream->host, .port = m_upstream->port},
                  [](const IpAddress &) { return EgressRuling(); });
    else
        connectTo(target, [this](const IpAddress &address) {
            return m_context.policy.judgeAddress(m_request.target, address);
        });
}

void ProxyConnection::connectTo(const EgressTarget &target, OutboundConnector::Judge judge)
{
    m_stage = Stage::Connecting;
    setDeadline(m_context.patience.connecting);
    m_client.watch(false, false);
    m_connector.start(target, std::move(judge));
}

void ProxyConnection::onConnected()
{
    const bool isThere = !(m_request.isTunnel && m_upstream); // else the proxy behind ours has yet to say so
    if (isThere)
        m_context.decisions.note(m_request.target, EgressVerdict::Allowed, {});
    m_server = std::make_unique<WatchedSocket>(m_connector.takeSocket());
    connect(m_server.get(), &WatchedSocket::ready, this, &ProxyConnection::onServerReady);
    setDeadline(m_context.patience.idle);
    if (!m_request.isTunnel)
        startRelay();
    else if (!isThere)
        askUpstream();
    else
        startTunnel({});
}

void ProxyConnection::onFailed(EgressVerdict verdict, const QString &reason)
{
    const bool isRefused = verdict == EgressVerdict::Refused;
    const QString sentence =
        isRefused ? reason
                  : u"%1 could not be reached%2: %3."_s.arg(
                        m_request.target.text(), m_upstream ? u" through this machine's proxy"_s : QString(), reason);
    m_context.decisions.note(m_request.target, verdict, sentence);
    refuse(isRefused ? forbidden : badGateway, sentence);
}

void ProxyConnection::askUpstream()
{
    m_stage = Stage::UpstreamAnswer;
    m_down.begin(m_server->fd(), m_server->fd(), {}, m_request.tunnelHead(*m_upstream));
    pump();
}

void ProxyConnection::readUpstreamAnswer()
{
    if (m_down.isMoving())
        return pump();
    constexpr int firstSuccess = 200;
    constexpr int firstRedirect = 300;
    bool hasEnded = false;
    const QByteArray bytes = m_server->receive(hasEnded);
    const qsizetype taken = m_response.feed(bytes);
    if (m_response.state() == ResponseHead::State::Incomplete && !hasEnded)
        return;
    const bool isComplete = m_response.state() == ResponseHead::State::Complete;
    if (isComplete && m_response.status() >= firstSuccess && m_response.status() < firstRedirect) {
        m_context.decisions.note(m_request.target, EgressVerdict::Allowed, {});
        return startTunnel(bytes.sliced(taken));
    }
    dropServer();
    onFailed(EgressVerdict::Failed, isComplete ? u"that proxy answered %1"_s.arg(m_response.status())
                                               : u"that proxy gave no answer that can be understood"_s);
}

void ProxyConnection::startTunnel(const QByteArray &first)
{
    m_stage = Stage::Tunnel;
    const Framing untilEnd{.kind = Framing::Kind::UntilEnd};
    m_up.begin(m_client.fd(), m_server->fd(), untilEnd, std::exchange(m_early, {}));
    m_down.begin(m_server->fd(), m_client.fd(), untilEnd, "HTTP/1.1 200 Connection established\r\n\r\n" + first);
    pump();
}

void ProxyConnection::startRelay()
{
    m_stage = Stage::Answer;
    m_up.beginWith(m_client.fd(), m_server->fd(), ProxyRequest::bodyFraming(m_head),
                   m_request.forwardedHead(m_head, m_upstream), std::exchange(m_early, {}));
    pump();
}

void ProxyConnection::readAnswer()
{
    bool hasEnded = false;
    const QByteArray bytes = m_server->receive(hasEnded);
    if (hasEnded) {
        dropServer();
        return refuse(badGateway, u"%1 closed the connection without an answer."_s.arg(m_request.target.text()));
    }
    readResponseHead(bytes);
}

void ProxyConnection::readResponseHead(QByteArrayView bytes)
{
    constexpr int switchingProtocols = 101;
    QByteArray first;
    while (m_stage == Stage::Answer && !bytes.isEmpty()) {
        bytes = bytes.sliced(m_response.feed(bytes));
        const bool isSwitch = m_response.status() == switchingProtocols;
        if (m_response.state() == ResponseHead::State::Malformed || isSwitch) {
            dropServer();
            return refuse(badGateway,
                          u"The answer of %1 cannot be understood as HTTP/1.1."_s.arg(m_request.target.text()));
        }
        if (m_response.state() == ResponseHead::State::Incomplete)
            break;
        first += m_response.forwarded();
        if (!m_response.isInterim())
            m_stage = Stage::Relay;
        else
            m_response.clear();
    }
    if (m_stage == Stage::Relay)
        m_down.beginWith(m_server->fd(), m_client.fd(), m_response.bodyFraming(m_head.isHead()), first, bytes);
    else if (!first.isEmpty())
        m_down.begin(m_server->fd(), m_client.fd(), {}, first);
    pump();
}

void ProxyConnection::refuse(int status, const QString &sentence)
{
    m_stage = Stage::LastWords;
    setDeadline(m_context.patience.linger);
    m_down.begin(m_client.fd(), m_client.fd(), {}, proxyAnswer(status, sentence, !m_head.isHead()));
    pump();
}

void ProxyConnection::pump()
{
    const qint64 sentBefore = m_context.counters.sent;
    const qint64 receivedBefore = m_context.counters.received;
    m_up.move();
    m_down.move();
    const qint64 sent = m_context.counters.sent - sentBefore;
    const qint64 received = m_context.counters.received - receivedBefore;
    if (sent + received != 0) {
        Q_EMIT moved();
        if (m_stage != Stage::LastWords)
            m_context.counters.hosts.addBytes(m_request.target, sent, received);
        if (m_stage != Stage::LastWords)
            setDeadline(m_context.patience.idle);
    }
    const bool isTunnel = m_stage == Stage::Tunnel;
    const bool isBroken =
        m_down.state() == BytePump::State::Broken || (isTunnel && m_up.state() == BytePump::State::Broken);
    if (isBroken || (isTunnel && m_up.state() == BytePump::State::Done && m_down.state() == BytePump::State::Done))
        return close();
    const bool isUpOver =
        m_up.state() == BytePump::State::Broken || (isTunnel && m_up.state() == BytePump::State::Done);
    if (m_server && isUpOver && !std::exchange(m_isServerTold, true))
        m_server->finishWriting();
    if (m_down.state() == BytePump::State::Done) {
        if (m_stage == Stage::Relay || m_stage == Stage::LastWords)
            return linger();
        if (isTunnel && !std::exchange(m_isClientTold, true))
            m_client.finishWriting();
    }
    updateWatches();
}

void ProxyConnection::updateWatches()
{
    const bool isAskingUpstream = m_stage == Stage::UpstreamAnswer;
    const bool isAwaitingAnswer = (m_stage == Stage::Answer && !m_down.isMoving()) || isAskingUpstream;
    const bool isClientWritten = m_down.wantsToWrite() && !isAskingUpstream;
    m_client.watch(m_up.wantsToRead(), isClientWritten);
    if (m_server) {
        m_server->watch((isAwaitingAnswer && !m_down.isMoving()) || (m_down.wantsToRead() && !isAwaitingAnswer),
                        m_up.wantsToWrite() || (isAskingUpstream && m_down.wantsToWrite()));
    }
}

void ProxyConnection::linger()
{
    m_stage = Stage::Lingering;
    dropServer();
    setDeadline(m_context.patience.linger);
    // To close at once what still has bytes to read would reset the connection, and the answer with it.
    m_client.finishWriting();
    m_client.watch(true, false);
}

void ProxyConnection::dropServer()
{
    m_up.stop();
    m_down.stop();
    if (!m_server)
        return;
    m_server->disconnect(this);
    m_server->watch(false, false);
    m_server.release()->deleteLater(); // it may be what calls
}

void ProxyConnection::discard()
{
    bool hasEnded = false;
    m_client.receive(hasEnded);
    if (hasEnded)
        close();
}

void ProxyConnection::close()
{
    if (std::exchange(m_stage, Stage::Closed) == Stage::Closed)
        return;
    m_client.watch(false, false);
    if (m_server)
        m_server->watch(false, false);
    Q_EMIT closed();
}

void ProxyConnection::setDeadline(std::chrono::milliseconds patience)
{
    m_deadline = LazyTimer::Clock::now() + patience;
    m_timer.update();
}

} // namespace ca
