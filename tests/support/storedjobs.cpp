#include "storedjobs.h"

#include <QCoroTask>
#include <QDateTime>
#include <vector>

#include "jobstore.h"

namespace ca::test {

using namespace Qt::StringLiterals;

bool storeJobs(const QString &dataDir, const QList<Job> &jobs)
{
    JobStore store(dataDir);
    if (!QCoro::waitFor(store.load()))
        return false;
    std::vector<QCoro::Task<Result<void>>> inserts; // all at once: the store commits them in batches
    for (const Job &job : jobs)
        inserts.push_back(store.insert(job, u"$ echo "_s + job.title));
    bool isStored = true;
    for (auto &insert : inserts)
        isStored = QCoro::waitFor(insert).has_value() && isStored;
    return isStored;
}

Job endedJob(const JobId &id, const QString &title)
{
    Job job;
    job.id = id;
    job.title = title;
    job.status = JobStatus::Complete;
    job.created = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
    job.started = job.created + 12;
    job.completed = job.started + 345;
    job.provider = u"runbook"_s;
    job.engine = u"bubblewrap"_s;
    job.engineReason = u"the default"_s;
    job.containerId = id.toString(QUuid::Id128);
    for (const QString &limit : {u"cpus"_s, u"memory_mb"_s, u"pids"_s, u"disk_mb"_s, u"log_mb"_s, u"wall_time"_s})
        job.enforcement.append({.limit = limit, .by = u"cgroup v1"_s});
    job.exclude = QStringList{u"node_modules"_s, u".venv"_s, u"__pycache__"_s};
    job.stepsPlanned = 3;
    job.stepsDone = 3;
    job.outBytes = 1234;
    job.exitCode = 0;
    job.summary = u"3 steps done"_s;
    job.resultBytes = 4321;
    job.resultFiles = 7;
    return job;
}

} // namespace ca::test
