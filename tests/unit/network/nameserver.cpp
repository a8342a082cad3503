#include "nameserver.h"

#include <QMutexLocker>
#include <QNetworkDatagram>
#include <QUdpSocket>
#include <QtEndian>
#include <resolv.h>
#include <utility>

#include "hostlookup.h"

using namespace ca;
using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype headSize = 12;
constexpr quint16 typeA = 1;

/// The end of the first question: its name, type and class.
qsizetype questionEnd(const QByteArray &message)
{
    const qsizetype nameEnd = message.indexOf('\0', headSize);
    return nameEnd < 0 ? -1 : nameEnd + 5;
}

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}
} // namespace

NameServer::NameServer(Answer answer)
    : m_answer(std::move(answer))
{
    auto *socket = new QUdpSocket; // the thread's, which deletes it
    socket->bind(QHostAddress(QHostAddress::LocalHost), 0);
    m_port = socket->localPort();
    socket->moveToThread(&m_thread);
    QObject::connect(socket, &QUdpSocket::readyRead, socket, [this, socket] { reply(*socket); });
    QObject::connect(&m_thread, &QThread::finished, socket, &QObject::deleteLater);
    m_thread.start();
}

NameServer::~NameServer()
{
    m_thread.quit();
    m_thread.wait();
}

int NameServer::questions() const
{
    const QMutexLocker lock(&m_mutex);
    return m_questions;
}

void NameServer::reply(QUdpSocket &socket)
{
    while (socket.hasPendingDatagrams()) {
        const QNetworkDatagram asked = socket.receiveDatagram();
        if (const QByteArray answer = answerTo(asked.data()); !answer.isEmpty())
            socket.writeDatagram(asked.makeReply(answer));
    }
}

QByteArray NameServer::answerTo(const QByteArray &question)
{
    const qsizetype end = questionEnd(question);
    if (end < 0 || question.size() < end)
        return {};
    const bool asksForAddress = qFromBigEndian<quint16>(question.constData() + end - 4) == typeA;
    QByteArray answer = question.first(2) + QByteArray("\x84\x00\x00\x01\x00", 5) + char(asksForAddress ? 1 : 0) +
                        QByteArray(4, '\0') + question.sliced(headSize, end - headSize);
    if (!asksForAddress)
        return answer;
    const QMutexLocker lock(&m_mutex);
    // A pointer to the question's name, type A, class IN, to be forgotten at once, four bytes.
    answer += QByteArray("\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x00\x00\x04", 12);
    return answer + bigEndian(m_answer(++m_questions).toIPv4Address());
}

QList<IpAddress> NameServer::lookUp(const QString &host) const
{
    // The system's resolver reads its settings once per thread, and then takes what a thread makes of them
    // (resolver(3)).
    lookUpHost(u"localhost"_s);
    _res.nscount = 1;
    _res.nsaddr_list[0].sin_family = AF_INET;
    _res.nsaddr_list[0].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    _res.nsaddr_list[0].sin_port = htons(m_port);
    return lookUpHost(host);
}
