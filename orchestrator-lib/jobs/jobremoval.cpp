#include "jobremoval.h"

#include <QDir>
#include <QSet>

#include "jobjson.h"
#include "joblog.h"
#include "jobstore.h"
#include "poolwork.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

} // namespace

JobRemoval::JobRemoval(JobStore &store, QString jobsDir, Trash trash)
    : m_store(store)
    , m_jobsDir(std::move(jobsDir))
    , m_trash(std::move(trash))
{
}

JobRemoval::~JobRemoval()
{
    m_stop.request_stop();
    m_emptying.waitForFinished();
}

QCoro::Task<Result<void>> JobRemoval::remove(JobId id)
{
    if (auto moved = m_trash.put(m_jobsDir + u'/' + idToText(id)); !moved)
        co_return moved;
    if (auto removed = co_await m_store.remove(id); !removed)
        co_return removed;
    emptyTrash();
    co_return {};
}

QList<JobId> JobRemoval::begun(const QList<Job> &jobs) const
{
    QList<JobId> ids;
    for (const Job &job : jobs) {
        if (job.isEnded() && m_trash.holds(idToText(job.id)))
            ids.append(job.id);
    }
    return ids;
}

void JobRemoval::discardStrays(const QList<Job> &jobs)
{
    QSet<QString> known;
    for (const Job &job : jobs)
        known.insert(idToText(job.id));
    for (const QString &name : QDir(m_jobsDir).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = m_jobsDir + u'/' + name;
        if (known.contains(name))
            continue;
        if (QDir(path + u"/workspace"_s).exists())
            qCWarning(jobLog).noquote() << path << "belongs to no job and is left as it is";
        else if (auto discarded = m_trash.put(path); !discarded)
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
    m_emptying = inThreadPool([trash = m_trash, stop = m_stop.get_token()] {
        if (const auto emptied = trash.empty(stop); !emptied)
            qCWarning(jobLog).noquote() << emptied.error().message;
    });
    m_emptying.then(this, [this] {
        if (m_isNeededAgain && !m_stop.stop_requested())
            emptyTrash();
    });
}

} // namespace ca
