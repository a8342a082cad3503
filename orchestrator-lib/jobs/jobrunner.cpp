#include "jobrunner.h"

#include <QCoroFuture>
#include <QDateTime>
#include <QDir>

#include "jobdescription.h"
#include "joblog.h"
#include "jobstore.h"
#include "redactor.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The agent connects within milliseconds; a machine under load may take longer.
constexpr auto connectTimeout = 20s;
/// How long a cancelled job's agent may take to write its report: a cancelled tree is gone within a second.
constexpr auto reportGrace = 500ms;
/// How long the end of a job waits for the store, which takes milliseconds unless the disk is full.
constexpr auto storeTimeout = 1s;
/// How long an agent that has reported may take to exit.
constexpr auto exitGrace = 2s;

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}
} // namespace

JobRunner::JobRunner(JobSurroundings surroundings, JobDetails job, std::unique_ptr<ProviderChain> chain)
    : m_surroundings(surroundings)
    , m_details(std::move(job))
    , m_steps(m_details, surroundings.store, m_link)
    , m_journal(m_details, surroundings.store, *surroundings.redactor)
    , m_image(m_details)
    , m_inputs(m_details)
    , m_packing(m_details)
    , m_network(m_surroundings.network, m_details.job)
    , m_dialogue({.details = m_details,
                  .link = m_link,
                  .journal = m_journal,
                  .wallClock = m_wallClock,
                  .redactor = *m_surroundings.redactor,
                  .workspaceDir = m_surroundings.jobDir + u"/workspace"_s},
                 std::move(chain), surroundings.approvalPatience)
    , m_services(m_link, m_details.job, m_journal, surroundings.servicePatience)
{
    m_sandboxGone.start();
    m_logsDone.start();
    for (QTimer *timer : {&m_connectClock, &m_killClock})
        timer->setSingleShot(true);
    connect(&m_killClock, &QTimer::timeout, this, [this] {
        if (m_sandbox)
            m_sandbox->kill();
    });
    connect(&m_inputs, &JobInputs::progressed, this, &JobRunner::changed);
    connect(&m_image, &JobImage::progressed, this, &JobRunner::changed);
    connect(&m_image, &JobImage::told, this, [this](const QString &sentence) { m_journal.add(u"note"_s, sentence); });
    connect(&m_packing, &JobPacking::progressed, this, &JobRunner::changed);
    connect(&m_dialogue, &AgentDialogue::changed, this, &JobRunner::changed);
    connect(&m_network, &JobNetwork::changed, this, &JobRunner::changed);
    connect(&m_services, &JobServices::stateChanged, this, &JobRunner::changed);
    connect(&m_network, &JobNetwork::told, this,
            [this](const QString &sentence) { m_journal.add(u"network"_s, sentence); });
    connect(&m_network, &JobNetwork::summedUp, this, [this](const QString &sentence, const QList<HostUse> &hosts) {
        m_journal.add(u"network"_s, sentence, hosts);
    });
    connect(&m_steps, &StepLedger::changed, this, &JobRunner::changed);
    connect(&m_steps, &StepLedger::stepChanged, this, &JobRunner::stepChanged);
    connect(&m_steps, &StepLedger::contradicted, this, [this] {
        stop(JobOutcome::failed({ErrorCode::AgentFailed, u"the agent's report of its steps contradicts itself"_s, {}}));
    });
    connect(&m_journal, &JobJournal::added, this, &JobRunner::eventAdded);
    connectLink();
}

JobRunner::~JobRunner() = default;

void JobRunner::connectLink()
{
    connect(&m_link, &AgentLink::connected, this, [this] {
        m_connectClock.stop();
        m_dialogue.begin();
    });
    connect(&m_link, &AgentLink::noted, this,
            [this](const protocol::Note &note) { m_journal.add(u"note"_s, QString::fromStdString(note.text)); });
    connect(&m_link, &AgentLink::finished, this, &JobRunner::onAgentFinished);
    connect(&m_link, &AgentLink::closed, this, [this](const QString &reason) {
        if (!reason.isEmpty())
            settle(JobOutcome::failed({ErrorCode::AgentFailed, u"the agent failed: %1"_s.arg(reason), {}}));
        killAfter(reason.isEmpty() ? exitGrace : 0ms);
    });
}

QCoro::Task<void> JobRunner::run()
{
    Job &job = m_details.job;
    job.status = JobStatus::Running;
    job.started = now();
    setPhase(JobPhase::Starting);
    m_surroundings.store.updateLater(job);

    const Result<void> started = co_await startSandbox();
    if (!started)
        settle(JobOutcome::failed(started.error()));
    else
        co_await awaitWork();
    applyOutcome();
    // Later: a disk that is full must not keep the job from ending. No copy: it is out of date in a moment.
    m_surroundings.store.updateLater(job, JobStore::Copy::No);
    co_await pack();
    co_await end();
}

QCoro::Task<void> JobRunner::finishInterrupted()
{
    QDir().mkpath(m_surroundings.jobDir); // a power cut may have taken what was never synced
    if (!m_details.job.verdict) {
        settle(m_details.job.cancelRequested ? JobOutcome::cancelled() : JobOutcome::interrupted());
        applyOutcome();
    }
    co_await pack();
    co_await end();
}

QCoro::Task<Result<void>> JobRunner::startSandbox()
{
    Job &job = m_details.job;
    const QString jobDir = m_surroundings.jobDir;
    const QString logsDir = jobDir + u"/logs"_s;
    for (const QString &dir :
         QStringList{jobDir + u"/workspace"_s, jobDir + u"/home"_s, logsDir, m_surroundings.runtimeDir}) {
        if (!QDir().mkpath(dir))
            co_return failure(ErrorCode::Io, u"cannot make the folder %1: check free space and permissions"_s.arg(dir));
    }
    if (m_surroundings.imageFetcher != nullptr) {
        if (auto fetched = co_await m_image.run(*m_surroundings.imageFetcher); !fetched)
            co_return fetched;
    }
    if (auto placed = co_await m_inputs.run(jobDir); !placed)
        co_return placed;
    // Twice the job's own limit: the agent keeps that one and says so; this stops an agent gone wrong.
    auto logs = LogCapture::start(m_surroundings.logThread, logsDir, 2 * job.limits.logBytes() + (1 << 20));
    if (!logs)
        co_return failure(logs.error());
    m_logs = std::move(*logs);
    connect(m_logs.get(), &LogCapture::appended, this, [this](qint64 out, qint64 err) {
        m_details.job.outBytes = out;
        m_details.job.errBytes = err;
        Q_EMIT changed();
    });
    connect(m_logs.get(), &LogCapture::finished, this, [this](const QString &problem) {
        if (!problem.isEmpty())
            qCWarning(jobLog).noquote() << problem;
        m_logsDone.finish();
    });
    if (auto listening = m_link.listen(m_surroundings.runtimeDir + u"/orchestrator.sock"_s); !listening)
        co_return listening;
    if (auto listening = m_services.listen(m_surroundings.runtimeDir); !listening)
        co_return listening;
    if (auto started = co_await m_network.start(m_surroundings.runtimeDir); !started)
        co_return started;

    auto sandbox = co_await m_surroundings.engine.start({.jobId = job.id.toString(QUuid::WithoutBraces),
                                                         .workspaceDir = jobDir + u"/workspace"_s,
                                                         .homeDir = jobDir + u"/home"_s,
                                                         .runtimeDir = m_surroundings.runtimeDir,
                                                         .limits = job.limits,
                                                         .image = job.image,
                                                         .runtime = job.runtime,
                                                         .out = m_logs->takeOut(),
                                                         .err = m_logs->takeErr()});
    if (!sandbox)
        co_return failure(sandbox.error());
    m_sandbox = std::move(*sandbox);
    connectSandbox();
    co_return {};
}

void JobRunner::connectSandbox()
{
    Job &job = m_details.job;
    job.containerId = m_sandbox->id();
    job.enforcement = m_sandbox->enforcement();
    connect(m_sandbox.get(), &Sandbox::exited, this, &JobRunner::onSandboxExited);
    connect(m_sandbox.get(), &Sandbox::limitReached, this, [this](const QString &limit, const QString &sentence) {
        settle(JobOutcome::failed({ErrorCode::LimitReached, sentence, limit}));
    });
    if (m_outcome) // stopped while it came up
        return m_sandbox->kill();
    startClocks();
    const auto isAgent = [sandbox = m_sandbox.get()](pid_t peer) { return sandbox->isAgent(peer); };
    m_services.admit(isAgent);
    m_link.admit(isAgent, describe(m_details, m_sandbox->stepRlimits(), m_network.description(),
                                   m_dialogue.conversation().contextTokens(), m_dialogue.conversation().seesImages()));
    Q_EMIT changed();
}

void JobRunner::startClocks()
{
    connect(&m_wallClock, &WallClock::timeout, this, [this] {
        const int seconds = m_details.job.limits.wallTimeSeconds;
        stop(JobOutcome::failed(
            {ErrorCode::LimitReached,
             u"the job reached its limit wall_time of %1 s: raise limits.wall_time to give it more"_s.arg(seconds),
             u"wall_time"_s}));
    });
    connect(&m_connectClock, &QTimer::timeout, this, [this] {
        stop(JobOutcome::failed(
            {ErrorCode::AgentFailed,
             u"the agent did not report within %1 s: the machine may be overloaded; retry the job"_s.arg(
                 std::chrono::seconds(connectTimeout).count()),
             {}}));
    });
    m_wallClock.start(std::chrono::seconds(m_details.job.limits.wallTimeSeconds));
    m_connectClock.start(connectTimeout);
}

QCoro::Task<void> JobRunner::awaitWork()
{
    co_await m_sandboxGone.future();
    m_wallClock.stop();
    m_connectClock.stop();
    m_killClock.stop();
    m_dialogue.end();
    m_services.end();
    co_await m_dialogue.idle();
    m_network.stop();
    co_await m_logsDone.future(); // the pipes end with the sandbox
    m_sandbox.reset();
}

QCoro::Task<void> JobRunner::pack()
{
    setPhase(JobPhase::Packing);
    QDir(m_surroundings.runtimeDir).removeRecursively();
    m_steps.closeOpenSteps();
    co_await m_packing.run(m_surroundings.jobDir, m_surroundings.redactor);
}

QCoro::Task<void> JobRunner::end()
{
    if (m_isAbandoned)
        co_return;
    Job &job = m_details.job;
    job.status = job.verdict.value_or(JobStatus::Error);
    job.verdict.reset();
    job.phase = JobPhase::None;
    job.currentStep.clear();
    job.completed = std::max(now(), job.started);   // whatever the clock did
    m_surroundings.store.copyStepsLater(m_details); // first: a crash in between makes the next start do both
    // Who is told that it has ended must find it so after a crash, too; but a full disk must not keep it from ending.
    co_await m_surroundings.store.updateWithin(job, storeTimeout);
    Q_EMIT changed();
}

void JobRunner::stop(const JobOutcome &outcome)
{
    if (outcome.status == JobStatus::Cancelled)
        m_details.job.cancelRequested = true;
    if (m_packing.isRunning() && outcome.status == JobStatus::Cancelled) {
        m_details.job.verdict = JobStatus::Cancelled;
        m_packing.giveUp();
        return;
    }
    if (m_outcome)
        return;
    settle(outcome);
    m_dialogue.end();
    m_image.giveUp();
    m_inputs.giveUp();
    setPhase(JobPhase::Stopping);
    m_link.requestCancel();
    killAfter(m_link.isConnected() ? reportGrace : 0ms);
}

Result<void> JobRunner::allow(const HostPattern &host)
{
    return m_network.allow(host).transform([&] {
        m_journal.add(u"network"_s, u"%1 may be reached from now on: somebody has allowed it."_s.arg(host.text()));
    });
}

std::optional<ResourceProbe> JobRunner::probe() const
{
    return m_sandbox ? std::optional(m_sandbox->probe()) : std::nullopt;
}

void JobRunner::abandonPacking()
{
    m_isAbandoned = true;
    m_packing.giveUp();
}

void JobRunner::settle(JobOutcome outcome)
{
    if (!m_outcome)
        m_outcome = std::move(outcome);
}

void JobRunner::applyOutcome()
{
    Job &job = m_details.job;
    job.verdict = m_outcome->status;
    job.exitCode = m_outcome->exitCode;
    job.summary = m_surroundings.redactor->redacted(m_outcome->summary);
    if (m_outcome->error) {
        job.error = m_surroundings.redactor->redacted(m_outcome->error->message);
        job.errorCode = errorCodeName(m_outcome->error->code);
    }
}

void JobRunner::killAfter(std::chrono::milliseconds grace)
{
    if (m_sandbox && !(m_killClock.isActive() && m_killClock.remainingTimeAsDuration() <= grace))
        m_killClock.start(grace);
}

void JobRunner::setPhase(JobPhase phase)
{
    m_details.job.phase = phase;
    Q_EMIT changed();
}

void JobRunner::onAgentFinished(const protocol::JobFinished &report)
{
    if (m_sandbox) // a step that the kernel ended for a limit must not read as one that failed by itself
        m_sandbox->checkLimits();
    JobOutcome outcome = JobOutcome::reported(report);
    if (const auto &why = m_dialogue.conversation().failure(); why && outcome.error && !report.exitCode) {
        outcome.error->code = why->code;
        outcome.error->detail = why->detail;
    }
    if (m_outcome) // cancelled or stopped by a limit: only what was achieved is news
        m_outcome->summary = outcome.summary;
    settle(outcome);
    killAfter(exitGrace);
}

void JobRunner::onSandboxExited(int exitCode, const QString &errorOutput)
{
    settle(JobOutcome::failed(
        {ErrorCode::AgentFailed,
         u"the agent ended without a report (exit code %1). %2"_s.arg(QString::number(exitCode), errorOutput.trimmed())
             .trimmed(),
         {}}));
    m_sandboxGone.finish();
}

} // namespace ca
