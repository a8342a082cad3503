#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "job.h"
#include "messages.h"
#include "result.h"

namespace ca {

class AgentLink;
class JobJournal;

/// Has a person decide on each batch of steps that a job's agent wants to take.
class JobApproval : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. After `patience` without an answer timedOut() says so; the question stays open.
    JobApproval(JobDetails &details, AgentLink &link, JobJournal &journal, std::chrono::milliseconds patience);

    /// Errors: WrongState (nothing is asked).
    Result<void> answer(bool isApproved, const QString &comment);
    /// Starts the patience again, for a job that goes on after a pause.
    void remind();

    [[nodiscard]] bool isOpen() const { return m_request.has_value(); }

Q_SIGNALS:
    /// A question came, or was answered.
    void changed();
    void timedOut();

private:
    void take(qint64 request, const protocol::ApprovalRequest &asked);

    JobDetails &m_details;
    AgentLink &m_link;
    JobJournal &m_journal;
    QTimer m_patience;
    std::optional<qint64> m_request;
};

} // namespace ca
