#include "orchestrator.h"

#include <QCoroFuture>
#include <QCoroTimer>
#include <QDir>
#include <ranges>

#include "agentbinary.h"
#include "egressproxy.h"
#include "engines.h"
#include "jobadmission.h"
#include "jobjson.h"
#include "joblog.h"
#include "jobremoval.h"
#include "jobrequestcheck.h"
#include "jobrunner.h"
#include "jobscheduler.h"
#include "jobstore.h"
#include "keystore.h"
#include "liveviews.h"
#include "logthread.h"
#include "poolwork.h"
#include "providers.h"
#include "redactor.h"
#include "runnerpool.h"
#include "uploadstore.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What shutdown() waits for: sandboxes to go and small results to be packed; then a packer to give up.
constexpr auto sandboxTimeout = 10s;
constexpr auto packerTimeout = 2s;
/// How long a cancel waits for the store, which takes milliseconds unless the disk is full.
constexpr auto cancelTimeout = 1s;
} // namespace

Orchestrator::Orchestrator(OrchestratorConfig config, Providers &providers, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_providers(providers)
{
    m_config.dataDir = QDir(m_config.dataDir).absolutePath();
    if (!m_config.redactor)
        m_config.redactor = std::make_shared<Redactor>();
    m_keys = std::make_unique<KeyStore>(m_config.keys, m_config.redactor);
    m_uploads = std::make_unique<UploadStore>(m_config.dataDir + u"/uploads"_s);
    connect(m_keys.get(), &KeyStore::changed, this, [this](const QString &provider) {
        const auto info = m_keys->info(provider);
        m_providers.setKey(provider, {m_keys->key(provider).reveal(), info ? info->place : QString()});
    });
    m_views = std::make_unique<LiveViews>([this](const JobId &id) { return services(id); });
    connect(&m_jobs, &JobRegistry::changed, this, &Orchestrator::jobChanged);
}

Orchestrator::~Orchestrator() = default;

Result<void> Orchestrator::prepare()
{
    if (auto fits = checkEngineName(m_config.engine); !fits)
        return fits;
    auto folder = DataFolder::take(m_config.dataDir, m_config.ownerName);
    if (!folder)
        return failure(folder.error());
    m_folder.emplace(std::move(*folder));
    const auto agent = m_config.agentPath.isEmpty() ? findAgentBinary() : Result<QString>(m_config.agentPath);
    if (!agent)
        return failure(agent.error());
    m_config.agentPath = *agent;
    return {};
}

QCoro::Task<Result<void>> Orchestrator::open()
{
    if (auto prepared = prepare(); !prepared)
        co_return prepared;
    makeParts();
    co_return co_await load();
}

void Orchestrator::makeParts()
{
    m_logThread = std::make_unique<LogThread>();
    m_engines = std::make_unique<Engines>(m_config);
    m_egress =
        std::make_unique<EgressProxy>(UpstreamRoutes::from(m_config.proxy, QProcessEnvironment::systemEnvironment()));
    m_store = std::make_unique<JobStore>(m_config.dataDir, m_config.redactor);
    m_runners = std::make_unique<RunnerPool>(RunnerResources{.registry = m_jobs,
                                                             .engines = *m_engines,
                                                             .fetchesImages = m_config.fetchesImages,
                                                             .logThread = *m_logThread,
                                                             .store = *m_store,
                                                             .network = {*m_egress, m_config.allowedHosts},
                                                             .jobsDir = m_folder->jobsDir(),
                                                             .runtimeDir = m_folder->runtimeDir(),
                                                             .approvalPatience = m_config.approvalPatience,
                                                             .servicePatience = m_config.servicePatience,
                                                             .redactor = m_config.redactor});
    connect(m_runners.get(), &RunnerPool::stepChanged, this, &Orchestrator::stepChanged);
    connect(m_runners.get(), &RunnerPool::eventAdded, this, &Orchestrator::eventAdded);
    m_removal = std::make_unique<JobRemoval>(JobRemoval::Surroundings{.jobs = m_jobs,
                                                                      .store = *m_store,
                                                                      .runners = *m_runners,
                                                                      .jobsDir = m_folder->jobsDir(),
                                                                      .trash = m_folder->trash(),
                                                                      .retentionDays = m_config.retentionDays});
    connect(m_removal.get(), &JobRemoval::removed, this, &Orchestrator::jobRemoved);
    m_scheduler = std::make_unique<JobScheduler>(JobScheduler::Surroundings{.jobs = m_jobs,
                                                                            .store = *m_store,
                                                                            .runners = *m_runners,
                                                                            .providers = m_providers,
                                                                            .keys = *m_keys,
                                                                            .maxRunning = m_config.maxRunning});
}

QCoro::Task<Result<void>> Orchestrator::load()
{
    const auto stored = co_await m_store->load();
    if (!stored)
        co_return failure(stored.error());
    if (!stored->notice.isEmpty()) {
        qCWarning(jobLog).noquote() << stored->notice;
        m_notices.append(stored->notice);
    }
    m_jobs.adopt(stored->jobs);
    m_admission = std::make_unique<JobAdmission>(JobAdmission::Surroundings{.config = m_config,
                                                                            .uploads = *m_uploads,
                                                                            .engines = *m_engines,
                                                                            .store = *m_store,
                                                                            .jobs = m_jobs,
                                                                            .scheduler = *m_scheduler});
    connect(m_admission.get(), &JobAdmission::added, this, &Orchestrator::jobAdded);
    if (auto discarded = m_folder->trash().put(m_config.dataDir + u"/uploads"_s); !discarded) // no job will take them
        qCWarning(jobLog).noquote() << discarded.error().message;
    co_await m_removal->resume();
    m_keys->open();
    const QList<JobId> goingOn = jobsGoingOn();
    QMultiHash<QString, QString> adopted;
    for (const JobId &id : goingOn)
        adopted.insert(m_jobs.find(id)->engine, idToText(id));
    m_folder->clearRuntimeDir(goingOn);
    m_engines->removeLeftovers(adopted);
    m_scheduler->resume(goingOn);
    co_return {};
}

QList<JobId> Orchestrator::jobsGoingOn() const
{
    QList<JobId> all;
    for (const Job *job : m_jobs.ordered()) {
        const bool isAtWork = job->status == JobStatus::Running && !job->verdict;
        if (isAtWork && m_engines->find(job->engine).canAdopt())
            all.append(job->id);
    }
    return all;
}

QCoro::Task<Result<JobId>> Orchestrator::schedule(JobRequest request)
{
    co_return co_await m_admission->admit(std::move(request));
}

QCoro::Task<Result<bool>> Orchestrator::cancel(JobId id)
{
    const auto found = m_jobs.find(id);
    if (!found)
        co_return failure(found.error());
    if (found->isEnded())
        co_return false;
    m_jobs.edit(id).cancelRequested = true;
    m_scheduler->cancel(*found);
    co_await m_store->updateWithin(*m_jobs.find(id), cancelTimeout);
    co_return true;
}

Result<JobRunner *> Orchestrator::runnerOf(const JobId &id) const
{
    const auto found = m_jobs.find(id);
    if (!found)
        return failure(found.error());
    if (JobRunner *runner = m_runners->find(id))
        return runner;
    return failure(ErrorCode::WrongState,
                   found->status == JobStatus::Running
                       ? u"the job is just starting or ending: try again in a moment"_s
                       : u"the job is %1: this can be done while it runs"_s.arg(statusName(found->status)));
}

Result<AgentDialogue *> Orchestrator::dialogue(const JobId &id)
{
    return runnerOf(id).transform([](JobRunner *runner) { return &runner->dialogue(); });
}

Result<JobServices *> Orchestrator::services(const JobId &id)
{
    return runnerOf(id).transform([](JobRunner *runner) { return &runner->services(); });
}

Result<void> Orchestrator::allowHost(const JobId &id, const HostPattern &host)
{
    return runnerOf(id).and_then([&](JobRunner *runner) { return runner->allow(host); });
}

void Orchestrator::setAllowedHosts(const QList<HostPattern> &hosts)
{
    m_config.allowedHosts = hosts;
    if (m_runners)
        m_runners->setAllowedHosts(hosts);
}

QCoro::Task<Result<QList<HostUse>>> Orchestrator::hosts(JobId id) const
{
    if (const JobRunner *runner = m_runners->find(id)) {
        if (const QList<HostUse> soFar = runner->hosts(); !soFar.isEmpty())
            co_return soFar;
    }
    const auto details = co_await this->details(id);
    if (!details)
        co_return failure(details.error());
    for (const JobEvent &event : details->events | std::views::reverse) {
        if (!event.hosts.isEmpty())
            co_return event.hosts;
    }
    co_return QList<HostUse>();
}

QCoro::Task<Result<ResourceUse>> Orchestrator::resourceUse(JobId id) const
{
    const JobRunner *runner = m_runners->find(id);
    const auto probe = runner != nullptr ? runner->probe() : std::nullopt;
    if (!probe) {
        const auto found = m_jobs.find(id);
        co_return found ? failure(ErrorCode::NotReady, u"the job has no sandbox now"_s) : failure(found.error());
    }
    const ResourceUse use = co_await inThreadPool([probe = *probe] { return probe.measure(); });
    if (use.time == 0)
        co_return failure(ErrorCode::NotReady, u"the job has no sandbox now"_s);
    co_return use;
}

QCoro::Task<Result<JobId>> Orchestrator::retry(JobId id)
{
    const auto details = co_await this->details(id);
    if (!details)
        co_return failure(details.error());
    if (!details->job.isEnded())
        co_return failure(ErrorCode::WrongState, u"the job is still %1: wait for its end, or cancel it first"_s.arg(
                                                     statusName(details->job.status)));
    co_return co_await schedule(requestOf(*details));
}

QCoro::Task<Result<void>> Orchestrator::remove(JobId id)
{
    co_return co_await m_removal->remove(id);
}

Result<Job> Orchestrator::job(const JobId &id) const
{
    return m_jobs.find(id);
}

QList<Job> Orchestrator::jobs() const
{
    return m_jobs.all();
}

std::vector<const Job *> Orchestrator::orderedJobs() const
{
    return m_jobs.ordered();
}

QCoro::Task<Result<JobDetails>> Orchestrator::details(JobId id) const
{
    if (const auto known = m_jobs.find(id); !known)
        co_return failure(known.error());
    auto details = co_await m_store->loadDetails(id);
    if (const auto known = m_jobs.find(id); details && known)
        details->job = *known; // progress is not stored at every step
    if (const JobRunner *runner = m_runners->find(id); details && runner)
        details->approval = runner->approval();
    co_return details;
}

QString Orchestrator::jobDir(const JobId &id) const
{
    return m_config.dataDir + u"/jobs/"_s + idToText(id);
}

QCoro::Task<void> Orchestrator::shutdown()
{
    m_views->closeAll();
    if (!m_scheduler) // open() failed
        co_return;
    if (m_admission)
        m_admission->stop();
    m_removal->stop();
    m_scheduler->stop();
    m_runners->stopAll(JobOutcome::interrupted());
    co_await m_runners->awaitEmpty(sandboxTimeout);
    m_runners->abandonPacking();
    co_await m_runners->awaitEmpty(packerTimeout);
    m_store->flush();
    co_await QCoro::sleepFor(0ms); // whoever waited for the store goes on now, while this is still there
}

} // namespace ca
