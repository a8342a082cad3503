#include "approvalpanel.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "agentdialogue.h"
#include "codelanguages.h"
#include "codeview.h"
#include "displaytext.h"
#include "noticebar.h"
#include "orchestrator.h"
#include "orchestratorclient.h"
#include "steplook.h"

namespace ca::dashboard {

namespace {

constexpr int mostLines = 10;

QString plannedText(const PendingApproval &approval)
{
    QString text;
    int number = 0;
    for (const auto &step : approval.steps) {
        if (!text.isEmpty())
            text += QStringLiteral("\n\n");
        text += QStringLiteral("# %1. %2: %3\n")
                    .arg(QString::number(++number), actionWord(step.type), displayText(step.description).simplified());
        text += displayText(step.code).trimmed();
    }
    return text;
}

} // namespace

ApprovalPanel::ApprovalPanel(OrchestratorClient *client, std::shared_ptr<CodeLanguages> languages, QWidget *parent)
    : QFrame(parent)
    , m_client(client)
    , m_question(new QLabel(this))
    , m_steps(new CodeView(std::move(languages), this))
    , m_error(new NoticeBar(this))
{
    setObjectName(QStringLiteral("approval"));
    setAccessibleName(tr("Approval of the next steps"));
    setFrameShape(QFrame::StyledPanel);
    m_question->setObjectName(QStringLiteral("approvalQuestion"));
    m_question->setTextFormat(Qt::PlainText);
    m_question->setWordWrap(true);
    m_steps->setObjectName(QStringLiteral("plannedSteps"));
    m_steps->setAccessibleName(tr("Planned steps"));
    m_error->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_question);
    layout->addWidget(m_steps);
    layout->addWidget(makeAnswer());
    layout->addWidget(m_error);
    hide();
}

QWidget *ApprovalPanel::makeAnswer()
{
    auto *row = new QWidget(this);
    m_comment = new QLineEdit(row);
    m_comment->setObjectName(QStringLiteral("approvalComment"));
    m_comment->setAccessibleName(tr("Comment to the agent"));
    m_comment->setPlaceholderText(tr("Comment to the agent (optional)"));
    m_comment->setMaxLength(16'000);
    m_approve = new QPushButton(tr("Approve"), row);
    m_approve->setObjectName(QStringLiteral("approve"));
    m_deny = new QPushButton(tr("Deny"), row);
    m_deny->setObjectName(QStringLiteral("deny"));
    for (QPushButton *button : {m_approve, m_deny})
        button->setAutoDefault(true);
    connect(m_approve, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_deny, &QPushButton::clicked, this, [this] { answer(false); });
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_comment, 1);
    layout->addWidget(m_approve);
    layout->addWidget(m_deny);
    return row;
}

void ApprovalPanel::showApproval(const JobId &id, const std::optional<PendingApproval> &approval)
{
    const bool isOtherJob = id != m_id;
    m_id = id;
    if (isOtherJob)
        m_answered = 0;
    if (!approval) {
        m_round = 0;
        return hide();
    }
    if (isOtherJob || approval->round != m_round) {
        m_round = approval->round;
        const QString summary = displayText(approval->summary).simplified();
        const QString question =
            tr("May the agent run the next %Ln step(s)?", nullptr, static_cast<int>(approval->steps.size()));
        m_question->setText(summary.isEmpty() ? question : QString(question + QLatin1Char(' ') + summary));
        m_steps->showCode(plannedText(*approval));
        const int lines = std::clamp(m_steps->blockCount(), 2, mostLines);
        m_steps->setFixedHeight((lines + 1) * QFontMetrics(m_steps->font()).lineSpacing() + 2 * m_steps->frameWidth());
        m_comment->clear();
        m_error->hide();
        setBusy(m_round == m_answered);
    }
    show();
}

void ApprovalPanel::answer(bool isApproved)
{
    setBusy(true);
    m_error->hide();
    m_answered = m_round;
    m_client
        ->ask<void>([id = m_id, isApproved,
                     comment = m_comment->text()](Orchestrator &orchestrator) -> QCoro::Task<Result<void>> {
            const auto dialogue = orchestrator.dialogue(id);
            if (!dialogue)
                co_return std::unexpected(dialogue.error());
            co_return co_await (*dialogue)->approve(isApproved, comment);
        })
        .then(this, [this, id = m_id, round = m_round](const Result<void> &done) {
            if (done)
                Q_EMIT answered();
            if (done || id != m_id || round != m_round)
                return;
            m_answered = 0;
            setBusy(false);
            m_error->setNotice(Symbol::Failed, Accent::Failure, done.error().message);
        });
}

void ApprovalPanel::setBusy(bool isBusy)
{
    for (QWidget *widget :
         {static_cast<QWidget *>(m_comment), static_cast<QWidget *>(m_approve), static_cast<QWidget *>(m_deny)})
        widget->setEnabled(!isBusy);
}

} // namespace ca::dashboard
