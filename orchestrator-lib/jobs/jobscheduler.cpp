#include "jobscheduler.h"

#include <QDateTime>

#include "jobjson.h"
#include "jobregistry.h"
#include "jobstore.h"
#include "keystore.h"
#include "providerchoice.h"
#include "providers.h"
#include "runnerpool.h"

namespace ca {

JobScheduler::JobScheduler(const Surroundings &surroundings)
    : m_with(surroundings)
{
}

void JobScheduler::resume(const QList<JobId> &goingOn)
{
    for (const Job *job : m_with.jobs.ordered()) {
        if (goingOn.contains(job->id))
            rejoin(job->id);
        else if (job->status == JobStatus::Running)
            recover(job->id);
        else if (job->status == JobStatus::Scheduled)
            m_queue.add(*job);
    }
    runNext();
}

void JobScheduler::add(const Job &job)
{
    m_queue.add(job);
    // Whoever scheduled it gets the id first, however busy the start of a sandbox keeps this thread.
    QMetaObject::invokeMethod(this, &JobScheduler::runNext, Qt::QueuedConnection);
}

void JobScheduler::cancel(const Job &job)
{
    if (m_queue.remove(job))
        endBeforeStart(job.id, JobStatus::Cancelled, {});
    else
        m_with.runners.stop(job.id, JobOutcome::cancelled());
}

void JobScheduler::runNext()
{
    while (!m_isStopping && m_running < m_with.maxRunning) {
        const auto id = m_queue.takeNext();
        if (!id)
            return;
        ++m_running;
        runJob(*id);
    }
}

QCoro::Task<void> JobScheduler::runJob(JobId id)
{
    // Taken into the map at once, so that a cancel that comes while the prompt is read finds it.
    Job &job = m_with.jobs.edit(id);
    job.status = JobStatus::Running;
    job.phase = JobPhase::Starting;
    if (const auto details = co_await m_with.store.loadDetails(id))
        co_await runStored(*details);
    else
        endBeforeStart(id, JobStatus::Error, details.error());
    --m_running;
    runNext();
}

QCoro::Task<void> JobScheduler::runStored(JobDetails details)
{
    const JobId id = details.job.id;
    if (askedProvider(details.job) != runbookProvider)
        co_await m_with.keys.ready();
    auto choice = co_await chooseProvider(m_with.providers, details);
    if (m_isStopping)
        co_return;
    if (m_with.jobs.find(id)->cancelRequested) {
        endBeforeStart(id, JobStatus::Cancelled, {});
    } else if (!choice) {
        endBeforeStart(id, JobStatus::Error, choice.error());
    } else {
        details.job.provider = choice->name;
        details.job.providerReason = choice->reason;
        co_await m_with.runners.run(std::move(details), std::move(choice->chain));
    }
}

QCoro::Task<void> JobScheduler::rejoin(JobId id)
{
    ++m_running;
    const auto details = co_await m_with.store.loadDetails(id);
    if (!details) {
        endBeforeStart(id, JobStatus::Error, details.error());
        co_await m_with.runners.forget(*m_with.jobs.find(id));
    } else if (!m_isStopping) {
        co_await rejoinStored(*details);
    }
    --m_running;
    runNext();
}

QCoro::Task<void> JobScheduler::rejoinStored(JobDetails details)
{
    std::unique_ptr<ProviderChain> chain;
    if (details.job.provider != runbookProvider) {
        co_await m_with.keys.ready();
        auto found = co_await m_with.providers.choose(askedProvider(details.job));
        chain = found ? std::move(*found) : nullptr; // what the job asks next is refused then
    }
    if (m_isStopping)
        co_return;
    if (m_with.jobs.find(details.job.id)->cancelRequested) // meanwhile
        details.job.cancelRequested = true;
    co_await m_with.runners.rejoin(std::move(details), std::move(chain));
}

QCoro::Task<void> JobScheduler::recover(JobId id)
{
    const auto details = co_await m_with.store.loadDetails(id);
    if (!details || m_isStopping)
        co_return;
    co_await m_with.runners.finishInterrupted(*details);
}

void JobScheduler::endBeforeStart(const JobId &id, JobStatus status, const Error &error)
{
    Job &job = m_with.jobs.edit(id);
    job.status = status;
    job.phase = JobPhase::None;
    job.error = error.message;
    job.errorCode = error.message.isEmpty() ? QString() : errorCodeName(error.code);
    job.completed = QDateTime::currentMSecsSinceEpoch();
    m_with.store.updateLater(job);
}

} // namespace ca
