#include "jobapproval.h"

#include <QDateTime>

#include "agentlink.h"
#include "jobjournal.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

PendingApproval toPending(const protocol::ApprovalRequest &asked)
{
    PendingApproval pending{.round = asked.round,
                            .summary = QString::fromStdString(asked.summary),
                            .asked = QDateTime::currentMSecsSinceEpoch()};
    for (const protocol::PlannedStep &step : asked.steps) {
        pending.steps.append({.type = QString::fromStdString(step.type),
                              .description = QString::fromStdString(step.description),
                              .code = QString::fromStdString(step.code)});
    }
    return pending;
}
} // namespace

JobApproval::JobApproval(JobDetails &details, AgentLink &link, JobJournal &journal, std::chrono::milliseconds patience)
    : m_details(details)
    , m_link(link)
    , m_journal(journal)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &JobApproval::timedOut);
    connect(&m_link, &AgentLink::approvalAsked, this, &JobApproval::take);
}

void JobApproval::take(qint64 request, const protocol::ApprovalRequest &asked)
{
    m_request = request;
    m_details.approval = toPending(asked);
    m_journal.add(u"approval"_s,
                  u"round %1: %2 steps wait for approval"_s.arg(asked.round).arg(m_details.approval->steps.size()));
    m_patience.start();
    Q_EMIT changed();
}

Result<void> JobApproval::answer(bool isApproved, const QString &comment)
{
    if (!m_request) {
        return failure(ErrorCode::WrongState,
                       u"the job asks for no approval now: approve while its phase is waiting_for_approval"_s);
    }
    m_patience.stop();
    m_journal.add(u"approval"_s, (isApproved ? u"approved"_s : u"refused"_s) +
                                     (comment.isEmpty() ? QString() : QString(u": "_s + comment)));
    m_details.approval.reset();
    m_link.answer(*std::exchange(m_request, std::nullopt),
                  protocol::ApprovalAnswer{.isApproved = isApproved, .comment = comment.toStdString()});
    Q_EMIT changed();
    return {};
}

void JobApproval::remind()
{
    if (isOpen())
        m_patience.start();
}

} // namespace ca
