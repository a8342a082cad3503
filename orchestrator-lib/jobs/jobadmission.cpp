#include "jobadmission.h"

#include "engines.h"
#include "jobregistry.h"
#include "jobrequestcheck.h"
#include "jobscheduler.h"
#include "jobstore.h"
#include "newjob.h"
#include "orchestratorconfig.h"
#include "redactor.h"

namespace ca {

using namespace Qt::StringLiterals;

JobAdmission::JobAdmission(const Surroundings &surroundings)
    : m_with(surroundings)
    , m_intake(surroundings.uploads, surroundings.config.dataDir + u"/jobs"_s)
    , m_lastSequence(surroundings.jobs.lastSequence())
{
}

Result<void> JobAdmission::check(const JobRequest &request) const
{
    if (auto fits = checkRequest(request); !fits)
        return fits;
    if (m_with.config.redactor->finds(request.prompt)) {
        return failure(ErrorCode::InvalidArgument,
                       u"the prompt holds the key of an AI provider or the API token, and neither may enter a "
                       "sandbox: take it out"_s,
                       u"prompt"_s);
    }
    if (m_isStopping)
        return failure(ErrorCode::Conflict, u"the orchestrator is stopping and takes no more jobs"_s);
    if (m_with.scheduler.waiting() + m_storing >= m_with.config.maxQueued) {
        return failure(ErrorCode::QueueFull,
                       u"%1 jobs are waiting already: try again when some have run"_s.arg(m_with.scheduler.waiting()));
    }
    return {};
}

QCoro::Task<Result<JobId>> JobAdmission::admit(JobRequest request)
{
    if (auto fits = check(request); !fits)
        co_return failure(fits.error());
    request.network = request.network.value_or(m_with.config.network);
    const auto engine = m_with.engines.choose(request);
    if (!engine)
        co_return failure(engine.error());
    Job job = newJob(request, *engine, 0);
    ++m_storing;
    const auto kept = co_await m_intake.keep(request, job.id);
    job.inputs = kept.value_or(QStringList());
    job.sequence = ++m_lastSequence; // not before: what takes time to copy must not get a place among earlier jobs
    const auto stored = kept ? co_await m_with.store.insert(job, request.prompt) : failure(kept.error());
    --m_storing;
    if (kept)
        m_intake.settle(request, stored.has_value());
    if (!stored)
        co_return failure(stored.error());
    m_with.jobs.add(job);
    Q_EMIT added(job);
    m_with.scheduler.add(job);
    co_return job.id;
}

} // namespace ca
