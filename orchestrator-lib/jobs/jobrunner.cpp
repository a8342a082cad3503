#include "jobrunner.h"

#include <QCoroFuture>
#include <QDateTime>
#include <QDir>

#include "jobdescription.h"
#include "jobjson.h"
#include "joblog.h"
#include "jobstore.h"
#include "redactor.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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
    , m_packing(m_details)
    , m_dialogue({.details = m_details,
                  .link = m_link,
                  .journal = m_journal,
                  .wallClock = m_deadlines.wallClock(),
                  .redactor = *m_surroundings.redactor,
                  .workspaceDir = m_surroundings.jobDir + u"/workspace"_s},
                 std::move(chain), surroundings.approvalPatience)
    , m_services(m_link, m_details.job, m_journal, surroundings.servicePatience)
    , m_sandbox({.surroundings = m_surroundings,
                 .details = m_details,
                 .link = m_link,
                 .services = m_services,
                 .journal = m_journal})
{
    m_sandboxGone.start();
    connectParts();
    connectLink();
}

JobRunner::~JobRunner() = default;

void JobRunner::connectParts()
{
    connect(&m_deadlines, &JobDeadlines::missed, this, [this](const Error &error) { stop(JobOutcome::failed(error)); });
    connect(&m_deadlines, &JobDeadlines::killDue, this, [this] {
        if (Sandbox *sandbox = m_sandbox.get())
            sandbox->kill();
    });
    connect(&m_sandbox, &JobSandbox::changed, this, &JobRunner::changed);
    connect(&m_packing, &JobPacking::progressed, this, &JobRunner::changed);
    connect(&m_dialogue, &AgentDialogue::changed, this, &JobRunner::changed);
    connect(&m_dialogue, &AgentDialogue::used, this,
            [this] { m_surroundings.store.updateLater(m_details.job, JobStore::Copy::No); });
    connect(&m_services, &JobServices::stateChanged, this, &JobRunner::changed);
    connect(&m_steps, &StepLedger::changed, this, &JobRunner::changed);
    connect(&m_steps, &StepLedger::stepChanged, this, &JobRunner::stepChanged);
    connect(&m_steps, &StepLedger::contradicted, this, [this] {
        stop(JobOutcome::failed({ErrorCode::AgentFailed, u"the agent's report of its steps contradicts itself"_s, {}}));
    });
    connect(&m_journal, &JobJournal::added, this, &JobRunner::eventAdded);
}

void JobRunner::connectLink()
{
    connect(&m_link, &AgentLink::connected, this, [this] {
        m_deadlines.agentReported();
        m_hasMetAgent = true;
        if (!m_isRejoined)
            m_dialogue.begin();
    });
    connect(&m_link, &AgentLink::rejoined, this, [this](bool isPaused) {
        m_journal.add(u"note"_s, u"The orchestrator was started again, and the job went on."_s);
        m_dialogue.beginAgain(isPaused);
    });
    connect(&m_link, &AgentLink::planMade, this, [this] {
        keepForNext(); // which is not told again
    });
    connect(&m_link, &AgentLink::stepFinished, this, &JobRunner::keepForNext);
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

    co_await work(co_await m_sandbox.start());
}

QCoro::Task<void> JobRunner::rejoin()
{
    m_isRejoined = true;
    setPhase(JobPhase::Starting);
    if (m_details.job.cancelRequested) {
        settle(JobOutcome::cancelled());
    } else if (const auto adopted = co_await m_sandbox.adopt(); adopted) {
        co_await work(adopted);
        co_return;
    } else {
        settle(JobOutcome::notAdopted(adopted.error()));
    }
    // Nothing is packed that is still written to, unless an engine that is away lets it.
    co_await m_surroundings.engine.forget(idToText(m_details.job.id));
    co_await finishInterrupted();
}

QCoro::Task<void> JobRunner::work(Result<void> started)
{
    if (started) {
        useSandbox();
        co_await awaitWork();
    } else {
        settle(JobOutcome::failed(started.error()));
    }
    applyOutcome();
    // Later: a disk that is full must not keep the job from ending. No copy: it is out of date in a moment.
    m_surroundings.store.updateLater(m_details.job, JobStore::Copy::No);
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

void JobRunner::useSandbox()
{
    Sandbox *sandbox = m_sandbox.get();
    connect(sandbox, &Sandbox::exited, this, &JobRunner::onSandboxExited);
    connect(sandbox, &Sandbox::limitReached, this, [this](const QString &limit, const QString &sentence) {
        settle(JobOutcome::failed({ErrorCode::LimitReached, sentence, limit}));
    });
    if (m_outcome) // stopped while it came up
        return sandbox->kill();
    noteWorkStarted();
    m_deadlines.begin(m_details.job);
    admitAgent();
    Q_EMIT changed();
}

void JobRunner::noteWorkStarted()
{
    Job &job = m_details.job;
    if (job.workStarted > 0)
        return;
    job.workStarted = now();
    keepForNext();
}

void JobRunner::keepForNext()
{
    if (m_sandbox.get() != nullptr && m_sandbox.get()->agentPatience() > 0s)
        m_surroundings.store.updateLater(m_details.job, JobStore::Copy::No);
}

void JobRunner::admitAgent()
{
    const Sandbox &sandbox = *m_sandbox.get();
    const auto isAgent = [&sandbox](pid_t peer) { return sandbox.isAgent(peer); };
    m_services.admit(isAgent);
    if (m_isRejoined)
        return m_link.admitAgain(isAgent, m_steps.known());
    m_link.admit(isAgent, describe(m_details, sandbox, m_sandbox.network().description(), m_dialogue.conversation()));
}

QCoro::Task<void> JobRunner::awaitWork()
{
    co_await m_sandboxGone.future();
    m_deadlines.end();
    m_dialogue.end();
    m_services.end();
    co_await m_dialogue.idle();
    co_await m_sandbox.close();
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
    m_sandbox.giveUp();
    setPhase(JobPhase::Stopping);
    m_link.requestCancel();
    killAfter(m_link.isConnected() ? reportGrace : 0ms);
}

Result<void> JobRunner::allow(const HostPattern &host)
{
    return m_sandbox.network().allow(host).transform([&] {
        keepForNext();
        m_journal.add(u"network"_s, u"%1 may be reached from now on: somebody has allowed it."_s.arg(host.text()));
    });
}

std::optional<ResourceProbe> JobRunner::probe() const
{
    return m_sandbox.get() != nullptr ? std::optional(m_sandbox.get()->probe()) : std::nullopt;
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
    if (m_sandbox.get() != nullptr)
        m_deadlines.killWithin(grace);
}

void JobRunner::setPhase(JobPhase phase)
{
    m_details.job.phase = phase;
    Q_EMIT changed();
}

void JobRunner::onAgentFinished(const protocol::JobFinished &report)
{
    if (Sandbox *sandbox = m_sandbox.get()) // a step that the kernel ended for a limit must not read as one that failed
        sandbox->checkLimits();
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
    settle(m_isRejoined && !m_hasMetAgent ? JobOutcome::endedMeanwhile(exitCode, errorOutput)
                                          : JobOutcome::unreported(exitCode, errorOutput));
    m_sandboxGone.finish();
}

} // namespace ca
