#pragma once

#include <QCoroTask>
#include <QObject>

#include "jobapproval.h"
#include "jobconversation.h"

namespace ca {

class Redactor;
class WallClock;

/// What goes back and forth with an agent at work: its questions to AI providers and to the person, the person's
/// messages, pause and resume. Keeps the job's phase while the agent works.
class AgentDialogue : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        JobDetails &details;
        AgentLink &link;
        JobJournal &journal;
        WallClock &wallClock;
        /// A provider may throw its key back: no text that has one gets into the sandbox.
        const Redactor &redactor;
        /// The job's workspace, for images that a model is to see.
        QString workspaceDir = {};
    };

    /// The parts outlive it. `chain` may be null.
    AgentDialogue(Parts parts, std::unique_ptr<ProviderChain> chain, std::chrono::milliseconds approvalPatience);

    /// The agent is connected: the job is at work from now on.
    void begin();
    /// The same for an agent that is back after its orchestrator died, and may have been paused then.
    void beginAgain(bool isPaused);
    /// The job is to end: whoever waits here is told so, and nothing is asked any more.
    void end();
    /// Returns when no call of a provider is under way; after end() that is at once.
    QCoro::Task<void> idle();

    /// Done when they return; also possible before begin(). Errors: WrongState (the job ends, another such change is
    /// under way), AgentFailed (it does not answer).
    QCoro::Task<Result<void>> pause();
    QCoro::Task<Result<void>> resume();
    /// Lets a paused job go on. Errors: WrongState (nothing is asked), and those of resume().
    QCoro::Task<Result<void>> approve(bool isApproved, QString comment);
    /// Reaches the next analysis. Errors: WrongState.
    Result<void> tell(const QString &text);

    [[nodiscard]] const JobConversation &conversation() const { return m_conversation; }

Q_SIGNALS:
    void changed();
    /// What the job has used has changed: this is to outlive a crash.
    void used();
    /// Of pause or resume; false: it never will.
    void agentAnswered(bool isDone);

private:
    void connectParts();
    [[nodiscard]] Result<void> checkOpen() const;
    QCoro::Task<Result<void>> awaitAgent();
    QCoro::Task<void> pauseUnanswered();
    void setPaused(bool isPaused);
    void showPhase();

    Parts m_parts;
    JobConversation m_conversation;
    JobApproval m_approval;
    bool m_isWorking = false;
    bool m_isWaiting = false;
    bool m_isPaused = false;
    bool m_isChanging = false;
    bool m_hasEnded = false;
};

} // namespace ca
