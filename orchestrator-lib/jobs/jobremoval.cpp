#include "jobremoval.h"

#include <QDir>
#include <QSet>

#include "jobjson.h"
#include "joblog.h"
#include "jobregistry.h"
#include "jobstore.h"
#include "poolwork.h"
#include "runnerpool.h"

namespace ca {

using namespace Qt::StringLiterals;

JobRemoval::JobRemoval(Surroundings surroundings)
    : m_with(std::move(surroundings))
    , m_retention(m_with.retentionDays)
{
    connect(&m_retention, &RetentionClock::due, this, &JobRemoval::removeEndedBefore);
}

JobRemoval::~JobRemoval()
{
    m_stop.request_stop();
    m_emptying.waitForFinished();
}

QCoro::Task<void> JobRemoval::resume()
{
    discardStrays();
    for (const JobId &id : begun()) {
        if (const auto finished = co_await remove(id); !finished)
            qCWarning(jobLog).noquote() << finished.error().message;
    }
    emptyTrash();
    m_retention.start();
}

QCoro::Task<Result<void>> JobRemoval::remove(JobId id)
{
    const auto found = m_with.jobs.find(id);
    if (!found)
        co_return failure(found.error());
    if (!found->isEnded() || m_with.runners.contains(id)) {
        co_return failure(ErrorCode::WrongState, u"the job is still %1: cancel it, then delete it"_s.arg(statusName(
                                                     found->isEnded() ? JobStatus::Running : found->status)));
    }
    if (auto moved = m_with.trash.put(m_with.jobsDir + u'/' + idToText(id)); !moved)
        co_return moved;
    if (auto gone = co_await m_with.store.remove(id); !gone)
        co_return gone;
    emptyTrash();
    if (m_with.jobs.contains(id)) { // unless it was removed twice at once
        m_with.jobs.remove(id);
        Q_EMIT removed(id);
    }
    co_return {};
}

QCoro::Task<void> JobRemoval::removeEndedBefore(qint64 time)
{
    QList<JobId> due;
    for (const Job *job : m_with.jobs.ordered()) {
        if (job->isEnded() && job->completed < time)
            due.append(job->id);
    }
    for (const JobId &id : std::as_const(due)) {
        if (m_stop.stop_requested())
            co_return;
        if (const auto gone = co_await remove(id); !gone)
            qCWarning(jobLog).noquote() << gone.error().message;
    }
}

QList<JobId> JobRemoval::begun() const
{
    QList<JobId> ids;
    for (const Job *job : m_with.jobs.ordered()) {
        if (job->isEnded() && m_with.trash.holds(idToText(job->id)))
            ids.append(job->id);
    }
    return ids;
}

void JobRemoval::discardStrays()
{
    QSet<QString> known;
    for (const Job *job : m_with.jobs.ordered())
        known.insert(idToText(job->id));
    for (const QString &name : QDir(m_with.jobsDir).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = m_with.jobsDir + u'/' + name;
        if (known.contains(name))
            continue;
        if (QDir(path + u"/workspace"_s).exists())
            qCWarning(jobLog).noquote() << path << "belongs to no job and is left as it is";
        else if (auto discarded = m_with.trash.put(path); !discarded)
            qCWarning(jobLog).noquote() << discarded.error().message;
    }
}

void JobRemoval::emptyTrash()
{
    if (m_emptying.isRunning()) {
        m_isNeededAgain = true;
        return;
    }
    m_isNeededAgain = false;
    m_emptying = inThreadPool([trash = m_with.trash, stop = m_stop.get_token()] {
        if (const auto emptied = trash.empty(stop); !emptied)
            qCWarning(jobLog).noquote() << emptied.error().message;
    });
    m_emptying.then(this, [this] {
        if (m_isNeededAgain && !m_stop.stop_requested())
            emptyTrash();
    });
}

} // namespace ca
