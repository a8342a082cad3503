#include "agentdialogue.h"

#include <QCoroSignal>
#include <QDateTime>

#include "agentlink.h"
#include "jobjournal.h"
#include "redactor.h"
#include "wallclock.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The agent answers within milliseconds once it is connected, which may take longer on a machine under load.
constexpr auto answerTimeout = 25s;

} // namespace

AgentDialogue::AgentDialogue(Parts parts, std::unique_ptr<ProviderChain> chain,
                             std::chrono::milliseconds approvalPatience)
    : m_parts(parts)
    , m_conversation({parts.details, parts.link, parts.journal, parts.redactor, parts.workspaceDir}, std::move(chain))
    , m_approval(parts.details, parts.link, parts.journal, approvalPatience)
    , m_isPaused(parts.details.job.pausedSince > 0) // with an earlier orchestrator
{
    connectParts();
}

void AgentDialogue::connectParts()
{
    connect(&m_conversation, &JobConversation::changed, this, &AgentDialogue::changed);
    connect(&m_conversation, &JobConversation::used, this, &AgentDialogue::used);
    connect(&m_conversation, &JobConversation::waitingChanged, this, [this](bool isWaiting) {
        m_isWaiting = isWaiting;
        showPhase();
    });
    connect(&m_approval, &JobApproval::changed, this, &AgentDialogue::showPhase);
    connect(&m_approval, &JobApproval::timedOut, this, &AgentDialogue::pauseUnanswered);
    connect(&m_parts.link, &AgentLink::paused, this, [this] { Q_EMIT agentAnswered(true); });
    connect(&m_parts.link, &AgentLink::resumed, this, [this] { Q_EMIT agentAnswered(true); });
    connect(&m_parts.link, &AgentLink::contextPruned, this, [this](const protocol::ContextPruned &pruned) {
        m_parts.journal.add(u"context"_s, u"the context was shortened from %1 to %2 tokens, %3 entries changed"_s.arg(
                                              QString::number(pruned.before), QString::number(pruned.after),
                                              QString::number(pruned.entries)));
    });
}

void AgentDialogue::begin()
{
    m_isWorking = true;
    showPhase();
}

void AgentDialogue::beginAgain(bool isPaused)
{
    setPaused(isPaused);
    begin();
}

void AgentDialogue::end()
{
    m_isWorking = false;
    m_hasEnded = true;
    m_parts.details.approval.reset();
    m_conversation.cancel();
    Q_EMIT agentAnswered(false);
}

QCoro::Task<void> AgentDialogue::idle()
{
    return m_conversation.idle();
}

Result<void> AgentDialogue::checkOpen() const
{
    if (m_hasEnded)
        return failure(ErrorCode::WrongState, u"the job is about to end"_s);
    if (m_isChanging)
        return failure(ErrorCode::WrongState, u"the job is just being paused or resumed: try again in a moment"_s);
    return {};
}

QCoro::Task<Result<void>> AgentDialogue::awaitAgent()
{
    m_isChanging = true;
    const std::optional<bool> answered = co_await qCoro(this, &AgentDialogue::agentAnswered, answerTimeout);
    m_isChanging = false;
    if (!answered) {
        co_return failure(ErrorCode::AgentFailed,
                          u"the agent did not answer in time: the machine may be overloaded; try again"_s);
    }
    co_return checkOpen();
}

QCoro::Task<Result<void>> AgentDialogue::pause()
{
    if (auto isOpen = checkOpen(); !isOpen || m_isPaused)
        co_return isOpen;
    m_parts.link.requestPause();
    if (auto answered = co_await awaitAgent(); !answered)
        co_return answered;
    setPaused(true);
    showPhase();
    co_return {};
}

QCoro::Task<Result<void>> AgentDialogue::resume()
{
    if (auto isOpen = checkOpen(); !isOpen || !m_isPaused)
        co_return isOpen;
    m_parts.link.requestResume();
    if (auto answered = co_await awaitAgent(); !answered)
        co_return answered;
    setPaused(false);
    m_approval.remind();
    showPhase();
    co_return {};
}

void AgentDialogue::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    isPaused ? m_parts.wallClock.pause() : m_parts.wallClock.resume();
    Job &job = m_parts.details.job;
    const qint64 time = QDateTime::currentMSecsSinceEpoch();
    const bool wasPaused = job.pausedSince > 0;
    if (wasPaused && !isPaused)
        job.pausedMs += std::max<qint64>(time - std::exchange(job.pausedSince, 0), 0);
    else if (isPaused && !wasPaused)
        job.pausedSince = time;
    if (isPaused != wasPaused)
        Q_EMIT used(); // a crash must not make a pause count as work
}

QCoro::Task<Result<void>> AgentDialogue::approve(bool isApproved, QString comment)
{
    if (auto answered = m_approval.answer(isApproved, m_parts.redactor.redacted(comment)); !answered)
        co_return answered;
    co_return co_await resume();
}

Result<void> AgentDialogue::tell(const QString &text)
{
    if (m_hasEnded)
        return checkOpen();
    const QString clean = m_parts.redactor.redacted(text);
    m_parts.journal.add(u"message"_s, clean);
    m_parts.link.tell(clean);
    return {};
}

QCoro::Task<void> AgentDialogue::pauseUnanswered()
{
    m_parts.journal.add(u"approval"_s, u"nobody has answered: the job is paused until it is approved or resumed"_s);
    co_await pause();
}

void AgentDialogue::showPhase()
{
    if (!m_isWorking)
        return;
    JobPhase &phase = m_parts.details.job.phase;
    if (m_isPaused)
        phase = JobPhase::Paused;
    else if (m_approval.isOpen())
        phase = JobPhase::AwaitingApproval;
    else
        phase = m_isWaiting ? JobPhase::AwaitingProvider : JobPhase::Working;
    Q_EMIT changed();
}

} // namespace ca
