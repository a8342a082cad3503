#include "runnerpool.h"

#include <QCoroSignal>
#include <QDeadlineTimer>

#include "datafolder.h"
#include "engines.h"
#include "jobjson.h"
#include "jobregistry.h"
#include "jobrunner.h"

namespace ca {

RunnerPool::RunnerPool(RunnerResources resources)
    : m_resources(std::move(resources))
{
}

RunnerPool::~RunnerPool() = default;

QCoro::Task<void> RunnerPool::run(JobDetails details, std::unique_ptr<ProviderChain> chain)
{
    co_await add(details, std::move(chain)).run();
    remove(details.job.id);
}

QCoro::Task<void> RunnerPool::rejoin(JobDetails details, std::unique_ptr<ProviderChain> chain)
{
    co_await add(details, std::move(chain)).rejoin();
    remove(details.job.id);
}

QCoro::Task<void> RunnerPool::forget(Job job)
{
    return m_resources.engines.find(job.engine).forget(idToText(job.id));
}

QCoro::Task<void> RunnerPool::finishInterrupted(JobDetails details)
{
    co_await add(details, {}).finishInterrupted();
    remove(details.job.id);
}

JobRunner *RunnerPool::find(const JobId &id) const
{
    const auto found = m_runners.find(id);
    return found != m_runners.end() ? found->second.get() : nullptr;
}

JobRunner &RunnerPool::add(const JobDetails &details, std::unique_ptr<ProviderChain> chain)
{
    const JobId id = details.job.id;
    const QString engine = details.job.engine;
    const auto fetcher = m_resources.fetchesImages && hasImages(engine) ? m_resources.engines.withImages(engine)
                                                                        : Result<ContainerEngine *>(nullptr);
    auto runner = std::make_unique<JobRunner>(
        JobSurroundings{.engine = m_resources.engines.find(details.job.engine),
                        .imageFetcher = fetcher.value_or(nullptr),
                        .logThread = m_resources.logThread,
                        .store = m_resources.store,
                        .network = m_resources.network,
                        .jobDir = m_resources.jobsDir + u'/' + idToText(id),
                        .runtimeDir = m_resources.runtimeDir + u'/' + DataFolder::runtimeName(id),
                        .approvalPatience = m_resources.approvalPatience,
                        .servicePatience = m_resources.servicePatience,
                        .redactor = m_resources.redactor},
        details, std::move(chain));
    JobRunner &added = *runner;
    connect(&added, &JobRunner::changed, this, [this, &added] { m_resources.registry.replace(added.job()); });
    connect(&added, &JobRunner::stepChanged, this, [this, id](const Step &step) { Q_EMIT stepChanged(id, step); });
    connect(&added, &JobRunner::eventAdded, this, [this, id](const JobEvent &event) { Q_EMIT eventAdded(id, event); });
    m_runners.insert_or_assign(id, std::move(runner));
    return added;
}

void RunnerPool::remove(const JobId &id)
{
    // Its coroutine has just returned into ours: let that end first.
    m_runners.extract(id).mapped().release()->deleteLater();
    Q_EMIT left();
}

void RunnerPool::stop(const JobId &id, const JobOutcome &outcome)
{
    if (JobRunner *runner = find(id))
        runner->stop(outcome);
}

void RunnerPool::stopAll(const JobOutcome &outcome)
{
    for (const auto &[id, runner] : m_runners)
        runner->stop(outcome);
}

void RunnerPool::abandonPacking()
{
    for (const auto &[id, runner] : m_runners)
        runner->abandonPacking();
}

QCoro::Task<void> RunnerPool::awaitEmpty(std::chrono::milliseconds timeout)
{
    const QDeadlineTimer deadline(timeout);
    while (!m_runners.empty() && !deadline.hasExpired()) {
        const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(deadline.remainingTimeAsDuration());
        co_await qCoro(this, &RunnerPool::left, rest);
    }
}

} // namespace ca
