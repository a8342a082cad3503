#pragma once

#include <QTcpSocket>
#include <memory>
#include <optional>

#include "clientwire.h"
#include "requestcollector.h"
#include "responsefilter.h"

namespace ca {

/// One client's connection as QHttpServer gets to see it: only whole, checked requests come in, one at a time, and what
/// goes out is made to fit. Everything QHttpServer does not look at is kept here: sizes, framing, pace, HEAD, HTTP/1.0,
/// the end of the connection. Answers itself what it refuses. Lives on its server's thread; QHttpServer owns it.
///
/// It is never connected itself, but reports the state and addresses of the real socket below. As any socket it says
/// disconnected() when the client has gone, and bytesWritten() (in the client's bytes, not the server's) when it took
/// something.
class GuardedSocket : public QTcpSocket
{
    Q_OBJECT

public:
    GuardedSocket(std::shared_ptr<GuardContext> context, QObject *parent);
    ~GuardedSocket() override;

    /// Takes over an accepted connection; false when it is no good.
    bool adopt(qintptr descriptor);
    /// For how long it has been between two requests; not set when it is not.
    [[nodiscard]] std::optional<std::chrono::milliseconds> idleTime() const;
    /// Answers at once, then closes; nothing more is read.
    void refuse(const Refusal &refusal);
    /// Closes at once, without a word.
    void cutOff() { m_wire.cutOff(); }

    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] qint64 bytesToWrite() const override { return m_wire.bytesToWrite(); }
    /// Both close the connection when all is sent.
    void close() override;
    void disconnectFromHost() override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    using Clock = LazyTimer::Clock;
    enum class Phase : quint8 { Reading, Answering, Closing, Closed };

    void takeInput();
    void judge();
    void showRequest();
    void forgetExtraReaders();
    void dropUnreadRequest();
    void endResponse();
    void beginClosing();
    void onWritten(qint64 bytes);
    void onGone();
    void countBody(qint64 bytes);
    [[nodiscard]] Clock::time_point deadline() const;
    [[nodiscard]] Clock::time_point bodyDeadline() const;
    void expire();

    std::shared_ptr<GuardContext> m_context;
    ClientWire m_wire;
    RequestCollector m_collector;
    ResponseFilter m_response;
    LazyTimer m_timer;
    /// The request the server may read, from m_requestRead on.
    QByteArray m_request;
    qsizetype m_requestRead = 0;
    /// This connection's share of GuardContext::bodyBytes.
    qint64 m_countedBody = 0;
    /// When the present head or body began, or the pause before it.
    Clock::time_point m_since;
    RequestCollector::State m_collected = RequestCollector::State::Idle;
    Phase m_phase = Phase::Reading;
    bool m_isTaking = false;
};

} // namespace ca
