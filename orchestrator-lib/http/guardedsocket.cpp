#include "guardedsocket.h"

#include <QHostAddress>
#include <algorithm>
#include <cstring>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Memory above this is not kept for the next request.
constexpr qsizetype keptBytes = 64LL * 1024;
} // namespace

GuardedSocket::GuardedSocket(std::shared_ptr<GuardContext> context, QObject *parent)
    : QTcpSocket(parent)
    , m_context(std::move(context))
    , m_collector(*m_context)
    , m_timer([this] { return deadline(); }, [this] { expire(); })
{
    connect(&m_wire, &ClientWire::readable, this, &GuardedSocket::takeInput);
    connect(&m_wire, &ClientWire::written, this, &GuardedSocket::onWritten);
    connect(&m_wire, &ClientWire::gone, this, &GuardedSocket::onGone);
}

GuardedSocket::~GuardedSocket()
{
    m_wire.disconnect(this);
    countBody(0);
    // Else the base class would take the connection for its own and close it.
    setSocketState(UnconnectedState);
}

bool GuardedSocket::adopt(qintptr descriptor)
{
    if (!m_wire.adopt(descriptor))
        return false;
    setPeerAddress(m_wire.socket().peerAddress());
    setPeerPort(m_wire.socket().peerPort());
    setLocalAddress(m_wire.socket().localAddress());
    setLocalPort(m_wire.socket().localPort());
    setSocketState(ConnectedState);
    QIODevice::open(ReadWrite);
    m_since = Clock::now();
    m_timer.update();
    return true;
}

std::optional<std::chrono::milliseconds> GuardedSocket::idleTime() const
{
    const bool isIdle = m_phase == Phase::Reading && m_collector.state() == RequestCollector::State::Idle &&
                        !m_wire.hasInput() && bytesToWrite() == 0;
    if (!isIdle)
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_since);
}

// ---- requests ------------------------------------------------------------------------------------------------------

void GuardedSocket::takeInput()
{
    if (m_isTaking)
        return;
    m_isTaking = true;
    // No answers are made for a client that does not read them.
    while (m_phase == Phase::Reading && !m_wire.isBacklogged()) {
        const QByteArrayView input = m_wire.input();
        if (input.isEmpty())
            break;
        m_wire.take(m_collector.feed(input));
        judge();
    }
    m_isTaking = false;
    m_timer.update();
}

void GuardedSocket::judge()
{
    using State = RequestCollector::State;
    if (const State now = m_collector.state(); now != std::exchange(m_collected, now))
        m_since = m_wire.received();
    countBody(m_collector.bodyBytes());
    if (m_collected == State::Refused)
        return refuse(m_collector.refusal());
    if (m_context->bodyBytes > m_context->limits.allBodiesBytes)
        return refuse(Refusal::busy(u"the server is receiving too much at the moment: try again soon"_s));
    if (m_collected == State::Complete)
        return showRequest();
    if (!m_collector.takeContinue() || m_wire.hasInput())
        return;
    m_wire.output() += "HTTP/1.1 100 Continue\r\n\r\n";
    m_wire.sendNow();
}

void GuardedSocket::countBody(qint64 bytes)
{
    m_context->bodyBytes += bytes - std::exchange(m_countedBody, bytes);
}

void GuardedSocket::showRequest()
{
    const RequestHead &head = m_collector.head();
    m_response.begin({.isHead = head.isHead(), .isHttp10 = head.isHttp10(), .isLast = head.isLast()});
    m_request.resize(0);
    m_requestRead = 0;
    m_collector.takeRequest(m_request);
    m_phase = Phase::Answering;
    Q_EMIT readyRead();
}

qint64 GuardedSocket::bytesAvailable() const
{
    return QTcpSocket::bytesAvailable() + m_request.size() - m_requestRead;
}

qint64 GuardedSocket::readData(char *data, qint64 maxSize)
{
    const qint64 count = std::min<qint64>(maxSize, m_request.size() - m_requestRead);
    if (count <= 0)
        return 0;
    std::memcpy(data, m_request.constData() + m_requestRead, static_cast<size_t>(count));
    m_requestRead += count;
    if (m_requestRead == m_request.size()) {
        if (m_request.capacity() > keptBytes)
            m_request = {};
        m_request.resize(0);
        m_requestRead = 0;
        countBody(0);
        forgetExtraReaders();
    }
    return count;
}

/// QHttpServer's handler connects to readyRead once more after each request that it answers at once (Qt 6.8), so a long
/// connection would become slower with every request. Now that it has read one to its end, it will connect anew.
void GuardedSocket::forgetExtraReaders()
{
    if (parent() && receivers(SIGNAL(readyRead())) > 1)
        disconnect(this, &QIODevice::readyRead, parent(), nullptr);
}

// ---- responses -----------------------------------------------------------------------------------------------------

qint64 GuardedSocket::writeData(const char *data, qint64 size)
{
    if (m_phase == Phase::Closed) {
        setErrorString(u"the client has gone"_s);
        return -1;
    }
    if (m_phase != Phase::Answering)
        return size; // more than the response was to have
    if (!m_response.hasBegun())
        dropUnreadRequest();
    m_response.write(QByteArrayView(data, size), m_wire.output());
    if (m_response.isComplete()) {
        m_wire.sendNow();
        endResponse();
    } else {
        m_wire.sendSoon();
        m_timer.update();
    }
    return size;
}

/// What the server did not read of a request must never be taken for another.
void GuardedSocket::dropUnreadRequest()
{
    m_request.resize(0);
    m_requestRead = 0;
    if (const qint64 left = QTcpSocket::bytesAvailable(); left > 0)
        skip(left);
}

void GuardedSocket::endResponse()
{
    if (m_phase != Phase::Answering) // the client went while it was sent
        return;
    if (m_response.isLast())
        return beginClosing();
    m_collector.clear();
    m_collected = RequestCollector::State::Idle;
    m_phase = Phase::Reading;
    m_since = Clock::now();
    // The server is still in the midst of its answer.
    if (!m_isTaking && m_wire.hasInput())
        QMetaObject::invokeMethod(this, &GuardedSocket::takeInput, Qt::QueuedConnection);
    m_timer.update();
}

void GuardedSocket::onWritten(qint64 bytes)
{
    m_timer.update();
    Q_EMIT bytesWritten(bytes);
    if (m_phase == Phase::Reading && m_wire.hasInput())
        takeInput();
}

// ---- the end -------------------------------------------------------------------------------------------------------

void GuardedSocket::refuse(const Refusal &refusal)
{
    if (m_phase != Phase::Reading)
        return;
    m_wire.output() += refusal.toHttp(!m_collector.head().isHead());
    beginClosing();
}

void GuardedSocket::close()
{
    disconnectFromHost();
}

void GuardedSocket::disconnectFromHost()
{
    if (m_phase == Phase::Reading || m_phase == Phase::Answering)
        beginClosing();
}

void GuardedSocket::beginClosing()
{
    m_phase = Phase::Closing;
    m_collector.clear();
    countBody(0);
    m_wire.closeGently();
    m_timer.update();
}

void GuardedSocket::onGone()
{
    m_phase = Phase::Closed;
    m_request = {};
    m_requestRead = 0;
    m_collector.clear();
    countBody(0);
    setSocketState(UnconnectedState);
    Q_EMIT disconnected();
}

GuardedSocket::Clock::time_point GuardedSocket::deadline() const
{
    const GuardLimits &limits = m_context->limits;
    switch (m_phase) {
    case Phase::Reading:
        if (bytesToWrite() > 0)
            return m_wire.drained() + limits.drain;
        if (m_collected == RequestCollector::State::Body)
            return bodyDeadline();
        return m_since + (m_collected == RequestCollector::State::Head ? limits.head : limits.idle);
    case Phase::Answering:
        // A server that has said how much it will write should not be without something to write either.
        return bytesToWrite() > 0 || m_response.isPromised() ? m_wire.drained() + limits.drain : LazyTimer::never;
    case Phase::Closing:
        return m_wire.closingDeadline(limits);
    case Phase::Closed:
        break;
    }
    return LazyTimer::never;
}

GuardedSocket::Clock::time_point GuardedSocket::bodyDeadline() const
{
    const GuardLimits &limits = m_context->limits;
    const std::chrono::milliseconds earned(m_collector.bodyBytes() * 1000 / limits.bodyBytesPerSecond);
    return std::min(m_wire.received() + limits.bodyPause, m_since + limits.bodyGrace + earned);
}

void GuardedSocket::expire()
{
    const bool isReading = m_phase == Phase::Reading && bytesToWrite() == 0;
    if (isReading && m_collected == RequestCollector::State::Head)
        return refuse(Refusal::timeout(u"the request's head took too long to come"_s));
    if (isReading && m_collected == RequestCollector::State::Body)
        return refuse(Refusal::timeout(u"the request's body took too long to come"_s));
    cutOff();
}

} // namespace ca
