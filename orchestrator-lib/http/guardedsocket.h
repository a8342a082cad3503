#pragma once

#include <QTcpSocket>
#include <memory>
#include <optional>

#include "lazytimer.h"
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
    void cutOff() { m_wire.abort(); }

    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] qint64 bytesToWrite() const override;
    /// Both close the connection when all is sent.
    void close() override;
    void disconnectFromHost() override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    using Clock = LazyTimer::Clock;
    /// Answering: a request is with the server. Closing: sending the rest. Lingering: all is sent, the client may still
    /// be sending.
    enum class Phase : quint8 { Reading, Answering, Closing, Lingering, Closed };

    void takeInput();
    bool refill();
    void judge();
    [[nodiscard]] bool mayTakeMore() const;
    void showRequest();
    void forgetExtraReaders();
    void endResponse();
    void noteWriting();
    void send();
    void sendLater();
    void dropUnreadRequest();
    void beginClosing();
    void lingerWhenSent();
    void onBytesWritten(qint64 count);
    void onDisconnected();
    void countBody(qint64 bytes);
    [[nodiscard]] Clock::time_point deadline() const;
    [[nodiscard]] Clock::time_point bodyDeadline() const;
    void expire();

    std::shared_ptr<GuardContext> m_context;
    QTcpSocket m_wire;
    RequestCollector m_collector;
    ResponseFilter m_response;
    LazyTimer m_timer;
    /// Received, and not yet taken by the collector up to m_inputTaken.
    QByteArray m_input;
    qsizetype m_inputTaken = 0;
    /// The request the server may read, from m_requestRead on.
    QByteArray m_request;
    qsizetype m_requestRead = 0;
    QByteArray m_output;
    /// This connection's share of GuardContext::bodyBytes.
    qint64 m_countedBody = 0;
    /// When the present phase, head or body began; when the last byte came; when the client last took something, or
    /// got something to take.
    Clock::time_point m_since;
    Clock::time_point m_received;
    Clock::time_point m_drained;
    RequestCollector::State m_collected = RequestCollector::State::Idle;
    Phase m_phase = Phase::Reading;
    bool m_isTaking = false;
    bool m_isWriting = false;
    bool m_willSend = false;
};

} // namespace ca
