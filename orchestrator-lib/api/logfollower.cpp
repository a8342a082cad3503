#include "logfollower.h"

#include "apireply.h"
#include "logreader.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Read at once, and what may wait in the socket: enough to keep loopback busy, little enough for many followers.
constexpr qint64 chunkBytes = 256LL * 1024;
constexpr qint64 maxBufferedBytes = 1024LL * 1024;

void begin(QHttpServerResponder &responder)
{
    QHttpHeaders headers = ApiReply::commonHeaders();
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "text/plain; charset=utf-8");
    responder.writeBeginChunked(headers);
}
} // namespace

void LogFollower::start(QObject &parent, Orchestrator &orchestrator, const JobId &id, LogStream stream,
                        QHttpServerResponder &&responder, QTcpSocket *socket)
{
    auto *follower = new LogFollower(parent, orchestrator, id, stream, std::move(responder), socket);
    if (const auto job = orchestrator.job(id))
        follower->update(*job);
}

void LogFollower::answerHead(QHttpServerResponder responder)
{
    begin(responder);
    responder.writeEndChunked({});
}

LogFollower::LogFollower(QObject &parent, Orchestrator &orchestrator, const JobId &id, LogStream stream,
                         QHttpServerResponder &&responder, QTcpSocket *socket)
    : QObject(&parent)
    , m_responder(std::move(responder))
    , m_socket(socket)
    , m_id(id)
    , m_file(LogReader(orchestrator.jobDir(id) + u"/logs"_s).path(stream))
{
    begin(m_responder);
    connect(&orchestrator, &Orchestrator::jobChanged, this, [this](const Job &job) {
        if (job.id == m_id)
            update(job);
    });
    connect(socket, &QTcpSocket::bytesWritten, this, &LogFollower::send);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void LogFollower::update(const Job &job)
{
    m_hasEnded = job.isEnded();
    send();
}

void LogFollower::send()
{
    if (m_isDone || !m_socket)
        return;
    // The log of a waiting job is not there yet.
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && !m_hasEnded)
        return;
    while (m_socket && m_socket->state() == QTcpSocket::ConnectedState && m_socket->bytesToWrite() < maxBufferedBytes) {
        const QByteArray bytes = m_file.isOpen() ? m_file.read(chunkBytes) : QByteArray();
        if (!bytes.isEmpty()) {
            m_responder.writeChunk(bytes);
        } else {
            if (m_hasEnded)
                finish();
            return;
        }
    }
}

void LogFollower::finish()
{
    m_isDone = true;
    m_responder.writeEndChunked({});
    deleteLater();
}

} // namespace ca
