#pragma once

#include <QHostAddress>
#include <QMutex>
#include <QThread>
#include <functional>

#include "ipaddress.h"

class QUdpSocket;

/// A name server on the loopback device that answers every question for an IPv4 address as it likes, without letting
/// anybody keep the answer (RFC 1035, with a time to live of 0). Has a thread of its own.
class NameServer
{
public:
    /// The address that the n-th question for one gets, from 1; runs in the server's thread.
    using Answer = std::function<QHostAddress(int number)>;

    explicit NameServer(Answer answer);
    ~NameServer();
    NameServer(const NameServer &) = delete;
    NameServer &operator=(const NameServer &) = delete;

    /// Questions for IPv4 addresses so far.
    [[nodiscard]] int questions() const;
    /// The system's own lookup, with this as its only name server. Any thread.
    [[nodiscard]] QList<ca::IpAddress> lookUp(const QString &host) const;

private:
    void reply(QUdpSocket &socket);
    QByteArray answerTo(const QByteArray &question);

    Answer m_answer;
    mutable QMutex m_mutex;
    int m_questions = 0;
    quint16 m_port = 0;
    QThread m_thread;
};
