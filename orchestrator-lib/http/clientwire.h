#pragma once

#include <QTcpSocket>

#include "guardlimits.h"
#include "lazytimer.h"

namespace ca {

/// The real connection below a GuardedSocket. It takes no more from the client than can be used, gathers many small
/// writes into few, and closes so that the client gets to read the last answer although it is still sending.
class ClientWire : public QObject
{
    Q_OBJECT

public:
    using Clock = LazyTimer::Clock;

    ClientWire();
    ~ClientWire() override;

    /// Takes over an accepted connection; false when it is no good.
    bool adopt(qintptr descriptor);
    [[nodiscard]] const QTcpSocket &socket() const { return m_socket; }

    /// What has come and was not yet taken; empty when there is nothing.
    [[nodiscard]] QByteArrayView input();
    void take(qsizetype bytes) { m_taken += bytes; }
    [[nodiscard]] bool hasInput() const { return m_taken < m_input.size() || m_socket.bytesAvailable() > 0; }
    /// When the last of input() came.
    [[nodiscard]] Clock::time_point received() const { return m_received; }

    /// For appending what is to be sent.
    [[nodiscard]] QByteArray &output();
    void sendNow();
    /// With what else will have been written by then.
    void sendSoon();
    [[nodiscard]] qint64 bytesToWrite() const { return m_output.size() + m_socket.bytesToWrite(); }
    /// The client should read before it gets more answers.
    [[nodiscard]] bool isBacklogged() const;
    /// When the client last took something, or got something to take.
    [[nodiscard]] Clock::time_point drained() const { return m_drained; }

    /// Sends the rest, then no more is read; gone() follows.
    void closeGently();
    /// By when a connection that is being closed should be closed.
    [[nodiscard]] Clock::time_point closingDeadline(const GuardLimits &limits) const;
    void cutOff() { m_socket.abort(); }

Q_SIGNALS:
    void readable();
    /// The client took something; never from within sendNow().
    void written(qint64 bytes);
    void gone();

private:
    void onReadable();
    void onWritten(qint64 bytes);
    void write();
    void linger();

    QTcpSocket m_socket;
    QByteArray m_input;
    qsizetype m_taken = 0;
    QByteArray m_output;
    Clock::time_point m_received;
    Clock::time_point m_drained;
    Clock::time_point m_lingering;
    bool m_willSend = false;
    bool m_isSending = false;
    bool m_isClosing = false;
    bool m_isLingering = false;
};

} // namespace ca
