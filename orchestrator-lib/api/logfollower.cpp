#include "logfollower.h"

#include "apireply.h"
#include "logreader.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qint64 chunkBytes = 256LL * 1024;

QHttpHeaders textHeaders()
{
    QHttpHeaders headers = ApiReply::commonHeaders();
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "text/plain; charset=utf-8");
    return headers;
}
} // namespace

void LogFollower::start(QObject &parent, Orchestrator &orchestrator, const JobId &id, LogStream stream,
                        QHttpServerResponder &&responder, QTcpSocket *socket)
{
    auto *follower = new LogFollower(parent, orchestrator, id, stream, std::move(responder), socket);
    if (const auto job = orchestrator.job(id))
        follower->update(*job);
}

LogFollower::LogFollower(QObject &parent, Orchestrator &orchestrator, const JobId &id, LogStream stream,
                         QHttpServerResponder &&responder, QTcpSocket *socket)
    : QObject(&parent)
    , m_reply(std::move(responder), textHeaders(), socket)
    , m_id(id)
    , m_file(LogReader(orchestrator.jobDir(id) + u"/logs"_s).path(stream))
{
    connect(&orchestrator, &Orchestrator::jobChanged, this, [this](const Job &job) {
        if (job.id == m_id)
            update(job);
    });
    connect(&orchestrator, &Orchestrator::jobRemoved, this, [this](const JobId &removed) {
        if (removed == m_id)
            finish();
    });
    connect(&m_reply, &ChunkedReply::drained, this, &LogFollower::send);
    connect(&m_reply, &ChunkedReply::gone, this, &QObject::deleteLater);
}

void LogFollower::update(const Job &job)
{
    m_hasEnded = job.isEnded();
    send();
}

void LogFollower::send()
{
    if (m_isDone)
        return;
    // The log of a waiting job is not there yet.
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && !m_hasEnded)
        return;
    while (m_reply.hasRoom()) {
        const QByteArray bytes = m_file.isOpen() ? m_file.read(chunkBytes) : QByteArray();
        if (!bytes.isEmpty()) {
            m_reply.write(bytes);
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
    m_reply.end();
    deleteLater();
}

} // namespace ca
