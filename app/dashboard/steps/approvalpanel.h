#pragma once

#include <QFrame>
#include <memory>
#include <optional>

#include "job.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ca::dashboard {

class CodeLanguages;
class CodeView;
class NoticeBar;
class OrchestratorClient;

/// Asks whether a job's next batch of steps may run: shows what they are, takes a yes or a no and why.
class ApprovalPanel : public QFrame
{
    Q_OBJECT

public:
    /// The client outlives the panel.
    ApprovalPanel(OrchestratorClient *client, std::shared_ptr<CodeLanguages> languages, QWidget *parent = nullptr);

    /// Hidden while nothing is asked. A question that was answered here stays answered until there is another one.
    void showApproval(const JobId &id, const std::optional<PendingApproval> &approval);

Q_SIGNALS:
    /// It was taken: the next question may be there already.
    void answered();

private:
    QWidget *makeAnswer();
    void answer(bool isApproved);
    void setBusy(bool isBusy);

    OrchestratorClient *m_client;
    QLabel *m_question;
    CodeView *m_steps;
    QLineEdit *m_comment = nullptr;
    QPushButton *m_approve = nullptr;
    QPushButton *m_deny = nullptr;
    NoticeBar *m_error;
    JobId m_id;
    int m_round = 0;
    int m_answered = 0;
};

} // namespace ca::dashboard
