#pragma once

#include <QCoroTask>
#include <QElapsedTimer>
#include <QObject>
#include <memory>
#include <optional>

#include "error.h"
#include "job.h"
#include "messages.h"
#include "providerchain.h"

namespace ca {

class AgentLink;
class JobJournal;
class Redactor;

/// Answers what a job's agent asks an AI provider: within the job's limits of calls and tokens, and with every call's
/// use written down. The key stays on this side.
class JobConversation : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        JobDetails &details;
        AgentLink &link;
        JobJournal &journal;
        const Redactor &redactor;
        /// Holds the images that a question names.
        QString workspaceDir = {};
    };

    /// The parts outlive it. `chain`: null for a job that asks nobody.
    JobConversation(Parts parts, std::unique_ptr<ProviderChain> chain);

    /// Ends the call that is under way, and has every later one refused.
    void cancel();
    /// Returns when no call is under way; after cancel() that is at once.
    QCoro::Task<void> idle();

    /// Of the model that is asked first, in tokens; 0 without one.
    [[nodiscard]] qint64 contextTokens() const;
    /// Whether that model is sent images.
    [[nodiscard]] bool seesImages() const;
    /// Why the last question had no answer: LimitReached (detail: the limit) or ProviderFailed.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

Q_SIGNALS:
    /// A provider asked for patience, or that is over.
    void waitingChanged(bool isWaiting);
    /// The job's usage or what it is at has changed.
    void changed();
    /// A provider has counted: this is to outlive a crash.
    void used();

private:
    void take(qint64 request, const protocol::CompletionRequest &asked);
    QCoro::Task<void> complete(qint64 request, ChatRequest chat, QList<QStringList> images);
    [[nodiscard]] std::optional<Error> spentBudget(const ChatRequest &chat) const;
    void refuse(qint64 request, int code, const Error &error);
    void record(const ChatAnswer &answer, qint64 milliseconds);

    JobDetails &m_details;
    AgentLink &m_link;
    JobJournal &m_journal;
    const Redactor &m_redactor;
    QString m_workspaceDir;
    std::unique_ptr<ProviderChain> m_chain;
    std::optional<Error> m_failure;
    bool m_isBusy = false;

Q_SIGNALS:
    void ended();
};

} // namespace ca
