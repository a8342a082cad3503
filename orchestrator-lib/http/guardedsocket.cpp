#include "guardedsocket.h"

#include <QHostAddress>
#include <QScopeGuard>
#include <algorithm>
#include <cstring>
#include <sys/socket.h>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// What may wait below, in either direction: a client that sends more is held back by TCP itself, and one that does not
/// read gets no further answers.
constexpr qint64 wireBufferBytes = 64LL * 1024;
} // namespace

GuardedSocket::GuardedSocket(std::shared_ptr<GuardContext> context, QObject *parent)
    : QTcpSocket(parent)
    , m_context(std::move(context))
    , m_collector(*m_context)
    , m_timer([this] { return deadline(); }, [this] { expire(); })
{
    m_wire.setReadBufferSize(wireBufferBytes);
    connect(&m_wire, &QTcpSocket::readyRead, this, &GuardedSocket::takeInput);
    connect(&m_wire, &QTcpSocket::bytesWritten, this, &GuardedSocket::onBytesWritten);
    connect(&m_wire, &QTcpSocket::disconnected, this, &GuardedSocket::onDisconnected);
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
    if (!m_wire.setSocketDescriptor(descriptor))
        return false;
    m_wire.setSocketOption(LowDelayOption, 1);
    setPeerAddress(m_wire.peerAddress());
    setPeerPort(m_wire.peerPort());
    setLocalAddress(m_wire.localAddress());
    setLocalPort(m_wire.localPort());
    setSocketState(ConnectedState);
    QIODevice::open(ReadWrite);
    m_since = m_drained = Clock::now();
    m_timer.update();
    return true;
}

std::optional<std::chrono::milliseconds> GuardedSocket::idleTime() const
{
    const bool isIdle = m_phase == Phase::Reading && m_collector.state() == RequestCollector::State::Idle &&
                        m_inputTaken == m_input.size() && m_wire.bytesAvailable() == 0 && bytesToWrite() == 0;
    if (!isIdle)
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_since);
}

// ---- reading -------------------------------------------------------------------------------------------------------

void GuardedSocket::takeInput()
{
    if (m_phase == Phase::Closing || m_phase == Phase::Lingering) {
        m_wire.skip(m_wire.bytesAvailable());
        return;
    }
    if (m_isTaking)
        return;
    m_isTaking = true;
    while (mayTakeMore() && (m_inputTaken < m_input.size() || refill())) {
        m_inputTaken += m_collector.feed(QByteArrayView(m_input).sliced(m_inputTaken));
        judge();
    }
    m_isTaking = false;
    m_timer.update();
}

bool GuardedSocket::mayTakeMore() const
{
    return m_phase == Phase::Reading && m_wire.bytesToWrite() < wireBufferBytes;
}

bool GuardedSocket::refill()
{
    const qint64 count = m_wire.bytesAvailable();
    m_input.resize(std::max<qint64>(count, 0));
    m_inputTaken = 0;
    if (count <= 0)
        return false;
    m_input.resize(std::max<qint64>(m_wire.read(m_input.data(), count), 0));
    m_received = Clock::now();
    return !m_input.isEmpty();
}

void GuardedSocket::judge()
{
    using State = RequestCollector::State;
    if (const State now = m_collector.state(); now != std::exchange(m_collected, now))
        m_since = m_received;
    countBody(m_collector.bodyBytes());
    if (m_collected == State::Refused)
        return refuse(m_collector.refusal());
    if (m_context->bodyBytes > m_context->limits.allBodiesBytes)
        return refuse(Refusal::busy(u"the server is receiving too much at the moment: try again soon"_s));
    if (m_collected == State::Complete)
        return showRequest();
    if (!m_collector.takeContinue() || m_inputTaken < m_input.size())
        return;
    noteWriting();
    m_wire.write("HTTP/1.1 100 Continue\r\n\r\n");
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
        if (m_request.capacity() > wireBufferBytes)
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

// ---- writing -------------------------------------------------------------------------------------------------------

qint64 GuardedSocket::bytesToWrite() const
{
    return m_output.size() + m_wire.bytesToWrite();
}

qint64 GuardedSocket::writeData(const char *data, qint64 size)
{
    if (m_phase == Phase::Closed) {
        setErrorString(u"the client has gone"_s);
        return -1;
    }
    if (m_phase != Phase::Answering)
        return size; // more than the response was to have
    noteWriting();
    m_isWriting = true;
    const auto guard = qScopeGuard([this] { m_isWriting = false; });
    if (!m_response.hasBegun())
        dropUnreadRequest();
    m_response.write(QByteArrayView(data, size), m_output);
    if (m_response.isComplete()) {
        send();
        m_wire.flush();
        endResponse();
    } else if (m_output.size() >= wireBufferBytes) {
        send();
    } else {
        sendLater();
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

/// The client's time to take something begins with the first byte there is to take.
void GuardedSocket::noteWriting()
{
    if (bytesToWrite() == 0)
        m_drained = Clock::now();
}

void GuardedSocket::send()
{
    if (m_output.isEmpty())
        return;
    m_wire.write(m_output);
    if (m_output.capacity() > 2 * wireBufferBytes)
        m_output = {};
    m_output.resize(0);
}

/// So that the many small writes of a stream become one.
void GuardedSocket::sendLater()
{
    if (m_output.isEmpty() || std::exchange(m_willSend, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_willSend = false;
            send();
            m_timer.update();
        },
        Qt::QueuedConnection);
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
    if (!m_isTaking && (m_inputTaken < m_input.size() || m_wire.bytesAvailable() > 0))
        QMetaObject::invokeMethod(this, &GuardedSocket::takeInput, Qt::QueuedConnection);
    m_timer.update();
}

void GuardedSocket::onBytesWritten(qint64 count)
{
    m_drained = Clock::now();
    lingerWhenSent();
    // Within its own write() no device says so: the writer has not yet noted what it wrote.
    if (m_isWriting)
        return;
    Q_EMIT bytesWritten(count);
    if (m_phase == Phase::Reading && m_inputTaken < m_input.size())
        takeInput();
}

// ---- the end -------------------------------------------------------------------------------------------------------

void GuardedSocket::refuse(const Refusal &refusal)
{
    if (m_phase != Phase::Reading)
        return;
    noteWriting();
    m_output += refusal.toHttp(!m_collector.head().isHead());
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
    m_input = {};
    m_inputTaken = 0;
    m_collector.clear();
    countBody(0);
    send();
    m_wire.flush();
    m_wire.skip(m_wire.bytesAvailable());
    lingerWhenSent();
    m_timer.update();
}

/// Closing a socket while bytes come in resets the connection, and the client may lose the answer: so only our side is
/// closed at first.
void GuardedSocket::lingerWhenSent()
{
    if (m_phase != Phase::Closing || bytesToWrite() > 0)
        return;
    m_phase = Phase::Lingering;
    m_since = Clock::now();
    ::shutdown(static_cast<int>(m_wire.socketDescriptor()), SHUT_WR);
    m_timer.update();
}

void GuardedSocket::onDisconnected()
{
    m_phase = Phase::Closed;
    m_input = m_output = m_request = {};
    m_inputTaken = m_requestRead = 0;
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
            return m_drained + limits.drain;
        if (m_collected == RequestCollector::State::Body)
            return bodyDeadline();
        return m_since + (m_collected == RequestCollector::State::Head ? limits.head : limits.idle);
    case Phase::Answering:
    case Phase::Closing:
        return bytesToWrite() > 0 || m_response.isPromised() ? m_drained + limits.drain : LazyTimer::never;
    case Phase::Lingering:
        return m_since + limits.linger;
    case Phase::Closed:
        break;
    }
    return LazyTimer::never;
}

GuardedSocket::Clock::time_point GuardedSocket::bodyDeadline() const
{
    const GuardLimits &limits = m_context->limits;
    const std::chrono::milliseconds earned(m_collector.bodyBytes() * 1000 / limits.bodyBytesPerSecond);
    return std::min(m_received + limits.bodyPause, m_since + limits.bodyGrace + earned);
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
