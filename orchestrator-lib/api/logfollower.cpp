#include "logfollower.h"

#include "logreader.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qint64 chunkBytes = 256LL * 1024;
} // namespace

void LogFollower::start(QObject &parent, Orchestrator &orchestrator, const JobId &id, LogStream stream,
                        std::unique_ptr<ChunkedReply> reply)
{
    const QString path = LogReader(orchestrator.jobDir(id) + u"/logs"_s).path(stream);
    auto *follower = new LogFollower(parent, path, id, std::move(reply));
    connect(&orchestrator, &Orchestrator::jobChanged, follower, [follower](const Job &job) {
        if (job.id == follower->m_id)
            follower->update(job);
    });
    connect(&orchestrator, &Orchestrator::jobRemoved, follower, [follower](const JobId &removed) {
        if (removed == follower->m_id)
            follower->finish();
    });
    if (const auto job = orchestrator.job(id))
        follower->update(*job);
}

LogFollower::LogFollower(QObject &parent, const QString &path, const JobId &id, std::unique_ptr<ChunkedReply> reply)
    : QObject(&parent)
    , m_reply(std::move(reply))
    , m_id(id)
    , m_file(path)
{
    connect(m_reply.get(), &ChunkedReply::drained, this, &LogFollower::send);
    connect(m_reply.get(), &ChunkedReply::gone, this, &QObject::deleteLater);
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
    while (m_reply->hasRoom()) {
        const QByteArray bytes = m_file.isOpen() ? m_file.read(chunkBytes) : QByteArray();
        if (!bytes.isEmpty()) {
            m_reply->write(bytes);
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
    m_reply->end();
    deleteLater();
}

} // namespace ca
