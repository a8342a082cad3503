#include "messageline.h"

#include <QAccessible>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "accents.h"
#include "agentdialogue.h"
#include "orchestrator.h"
#include "orchestratorclient.h"

namespace ca::dashboard {

namespace {

constexpr int shownLines = 2;
/// As the API takes it.
constexpr qsizetype mostCharacters = 16'000;

bool canHear(const Job &job)
{
    if (job.status != JobStatus::Running || job.cancelRequested || job.provider == QLatin1StringView("runbook"))
        return false;
    switch (job.phase) {
    case JobPhase::Working:
    case JobPhase::AwaitingProvider:
    case JobPhase::AwaitingApproval:
    case JobPhase::Paused:
        return true;
    case JobPhase::None:
    case JobPhase::Starting:
    case JobPhase::FetchingImage:
    case JobPhase::Stopping:
    case JobPhase::Packing:
        break;
    }
    return false;
}

} // namespace

MessageLine::MessageLine(OrchestratorClient *client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_text(new QPlainTextEdit(this))
    , m_send(new QPushButton(tr("Send"), this))
    , m_answer(new QLabel(this))
{
    setObjectName(QStringLiteral("messageLine"));
    m_text->setObjectName(QStringLiteral("message"));
    m_text->setAccessibleName(tr("Message to the agent"));
    m_text->setPlaceholderText(tr("Tell the agent something; it reads it before its next plan (Ctrl+Enter sends)"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight((shownLines + 1) * QFontMetrics(m_text->font()).lineSpacing());
    m_text->installEventFilter(this);
    m_send->setObjectName(QStringLiteral("sendMessage"));
    m_send->setToolTip(tr("Send (Ctrl+Enter)"));
    m_send->setEnabled(false);
    m_answer->setObjectName(QStringLiteral("messageAnswer"));
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setWordWrap(true);
    m_answer->hide();
    auto *row = new QHBoxLayout;
    row->addWidget(m_text, 1);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_answer);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        const QString text = m_text->toPlainText().trimmed();
        m_send->setEnabled(!text.isEmpty() && text.size() <= mostCharacters);
    });
    connect(m_send, &QPushButton::clicked, this, &MessageLine::send);
    hide();
}

void MessageLine::showJob(const Job &job)
{
    if (job.id != m_id) {
        m_text->clear();
        m_answer->hide();
    }
    m_id = job.id;
    setVisible(canHear(job));
}

bool MessageLine::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ControlModifier)) {
            if (m_send->isEnabled())
                send();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// The field is empty at once; a message that did not arrive comes back into it.
void MessageLine::send()
{
    const QString text = m_text->toPlainText().trimmed();
    m_text->clear();
    say(tr("Sending…"), false);
    m_client
        ->ask<void>([id = m_id, text](Orchestrator &orchestrator) -> QCoro::Task<Result<void>> {
            co_return orchestrator.dialogue(id).and_then([&](AgentDialogue *to) { return to->tell(text); });
        })
        .then(this, [this, id = m_id, text](const Result<void> &done) {
            if (id != m_id)
                return;
            if (!done && m_text->toPlainText().isEmpty())
                m_text->setPlainText(text);
            say(done ? tr("Sent. The agent reads it before its next plan.") : done.error().message, !done);
        });
}

void MessageLine::say(const QString &text, bool isError)
{
    QPalette own = palette();
    own.setColor(QPalette::WindowText, isError ? accentColor(Accent::Failure, own) : secondaryText(own));
    m_answer->setPalette(own);
    m_answer->setText(text);
    m_answer->show();
    QAccessibleAnnouncementEvent event(m_answer, text);
    QAccessible::updateAccessibility(&event);
}

} // namespace ca::dashboard
