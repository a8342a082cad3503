#include "newjobdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include "exampletask.h"
#include "noticebar.h"
#include "orchestratorclient.h"
#include "promptcheck.h"

namespace ca::dashboard {

NewJobDialog::NewJobDialog(OrchestratorClient *client, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_prompt(new QPlainTextEdit(this))
    , m_check(new NoticeBar(this))
{
    setObjectName(QStringLiteral("newJobDialog"));
    setWindowTitle(tr("New job"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setAccessibleName(tr("Task"));
    m_prompt->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_prompt->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_prompt->setTabChangesFocus(true);
    m_prompt->setPlaceholderText(QStringLiteral("$ make test\n\n```python\nprint(\"hello\")\n```"));
    m_check->setObjectName(QStringLiteral("promptCheck"));

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeHeader());
    layout->addWidget(m_prompt, 1);
    layout->addWidget(m_check);
    layout->addWidget(makeOptions());
    layout->addWidget(makeButtons());
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &NewJobDialog::validate);
    const QFontMetrics metrics = m_prompt->fontMetrics();
    resize(metrics.averageCharWidth() * 84, metrics.height() * 32);
    m_prompt->setFocus();
    validate();
}

QWidget *NewJobDialog::makeHeader()
{
    auto *header = new QWidget(this);
    auto *label = new QLabel(tr("&Task: commands and code that run one after the other in a new sandbox"), header);
    label->setBuddy(m_prompt);
    label->setWordWrap(true);
    auto *examples = new QPushButton(tr("&Examples"), header);
    examples->setObjectName(QStringLiteral("examples"));
    examples->setAutoDefault(false);
    auto *menu = new QMenu(examples);
    for (const ExampleTask &example : exampleTasks()) {
        QAction *action = menu->addAction(symbolIcon(example.symbol), example.title);
        connect(action, &QAction::triggered, this, [this, prompt = example.prompt] { setPrompt(prompt); });
    }
    examples->setMenu(menu);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins({});
    layout->addWidget(label, 1);
    layout->addWidget(examples);
    return header;
}

QWidget *NewJobDialog::makeOptions()
{
    auto *options = new QWidget(this);
    m_priority = new QComboBox(options);
    m_priority->setObjectName(QStringLiteral("priority"));
    m_priority->addItem(tr("High: before the others"), 50);
    m_priority->addItem(tr("Normal"), 0);
    m_priority->addItem(tr("Low: after the others"), -50);
    m_priority->setCurrentIndex(1);
    auto *label = new QLabel(tr("&Priority:"), options);
    label->setBuddy(m_priority);
    auto *layout = new QHBoxLayout(options);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_priority);
    layout->addStretch();
    return options;
}

QWidget *NewJobDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_start = buttons->addButton(tr("Start job"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(QStringLiteral("start"));
    m_start->setDefault(true);
    const QKeySequence keys(Qt::CTRL | Qt::Key_Return);
    m_start->setToolTip(tr("Start job (%1)").arg(keys.toString(QKeySequence::NativeText)));
    connect(buttons, &QDialogButtonBox::accepted, this, &NewJobDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(new QShortcut(keys, this), &QShortcut::activated, this, &NewJobDialog::start);
    connect(new QShortcut(Qt::CTRL | Qt::Key_Enter, this), &QShortcut::activated, this, &NewJobDialog::start);
    return buttons;
}

// As one edit, so that Ctrl+Z brings back what was there before.
void NewJobDialog::setPrompt(const QString &prompt)
{
    QTextCursor cursor(m_prompt->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(prompt);
    m_prompt->moveCursor(QTextCursor::Start);
    m_prompt->setFocus();
}

void NewJobDialog::validate()
{
    const PromptCheck check = checkPrompt(m_prompt->toPlainText());
    m_check->setNotice(check.symbol, check.accent, check.sentence);
    m_start->setEnabled(check.canStart && !m_busy);
}

void NewJobDialog::start()
{
    if (!m_start->isEnabled())
        return;
    setBusy(true);
    JobRequest request;
    request.prompt = m_prompt->toPlainText();
    request.priority = m_priority->currentData().toInt();
    m_client->schedule(std::move(request))
        .then(this, [this](const Result<JobId> &result) { finish(result); })
        .onCanceled(this, [this] { setBusy(false); });
}

void NewJobDialog::finish(const Result<JobId> &result)
{
    setBusy(false);
    if (!result) {
        m_check->setNotice(Symbol::Failed, Accent::Failure, result.error().message);
        return;
    }
    Q_EMIT scheduled(*result);
    accept();
}

void NewJobDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_prompt->setReadOnly(busy);
    m_start->setText(busy ? tr("Starting…") : tr("Start job"));
    validate();
}

} // namespace ca::dashboard
