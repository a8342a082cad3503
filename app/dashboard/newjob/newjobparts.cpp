// What a NewJobDialog is put together from, and what is dropped on it.

#include <QApplication>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include "exampletask.h"
#include "inputlist.h"
#include "joboptions.h"
#include "newjobdialog.h"
#include "newjobmemory.h"
#include "noticebar.h"
#include "runbookhighlighter.h"

namespace ca::dashboard {

namespace {

constexpr qsizetype shownPrompt = 60;

} // namespace

void NewJobDialog::makeEditor()
{
    m_restored->setObjectName(QStringLiteral("draftNotice"));
    m_check->setObjectName(QStringLiteral("promptCheck"));
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setAccessibleName(tr("Task"));
    m_prompt->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_prompt->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_prompt->setTabChangesFocus(true);
    m_prompt->setPlaceholderText(QStringLiteral("$ make test\n\n```python\nprint(\"hello\")\n```"));
    m_prompt->setMinimumHeight(m_prompt->fontMetrics().lineSpacing() * 6);
    m_prompt->viewport()->installEventFilter(this);
    m_highlighter = new RunbookHighlighter(m_prompt->document());
}

QWidget *NewJobDialog::makeHeader()
{
    auto *header = new QWidget(this);
    auto *label = new QLabel(tr("&Task: what is to be done, or commands and code that run as written"), header);
    label->setBuddy(m_prompt);
    label->setWordWrap(true);
    auto *examples = new QPushButton(tr("E&xamples"), header);
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
    if (m_memory != nullptr) {
        auto *recent = new QPushButton(tr("Re&cent"), header);
        recent->setObjectName(QStringLiteral("recentPrompts"));
        recent->setAutoDefault(false);
        auto *prompts = new QMenu(recent);
        connect(prompts, &QMenu::aboutToShow, this, [this, prompts] { fillRecent(prompts); });
        recent->setMenu(prompts);
        recent->setEnabled(!m_memory->recentPrompts().isEmpty());
        layout->addWidget(recent);
    }
    layout->addWidget(examples);
    return header;
}

void NewJobDialog::fillRecent(QMenu *menu)
{
    menu->clear();
    for (const QString &prompt : m_memory->recentPrompts()) {
        QString title = titleOf(prompt);
        title = title.size() > shownPrompt ? QString(title.first(shownPrompt) % QChar(0x2026)) : title;
        QAction *action = menu->addAction(title.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, prompt] { setPrompt(prompt); });
    }
    menu->addSeparator();
    QAction *clear = menu->addAction(tr("Clear this list"));
    clear->setObjectName(QStringLiteral("clearRecent"));
    connect(clear, &QAction::triggered, this, [this] {
        m_memory->clearPrompts();
        findChild<QPushButton *>(QStringLiteral("recentPrompts"))->setEnabled(false);
    });
}

QWidget *NewJobDialog::makeOptions()
{
    auto *box = new QWidget(this);
    m_more = new QToolButton(box);
    m_more->setObjectName(QStringLiteral("moreOptions"));
    m_more->setText(tr("&More options"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_more, &QToolButton::toggled, this, &NewJobDialog::showOptions);
    m_optionsArea = new QScrollArea(box); // a small screen has no room for all of them
    m_optionsArea->setObjectName(QStringLiteral("optionsArea"));
    m_optionsArea->setFrameShape(QFrame::NoFrame);
    m_optionsArea->setWidgetResizable(true);
    m_optionsArea->setWidget(m_options);
    m_optionsArea->setFocusPolicy(Qt::NoFocus);
    m_optionsArea->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_optionsArea->setMinimumWidth(m_options->minimumSizeHint().width() +
                                   m_optionsArea->verticalScrollBar()->sizeHint().width());
    m_optionsArea->hide();
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_more);
    layout->addWidget(m_optionsArea);
    return box;
}

void NewJobDialog::showOptions(bool areShown)
{
    const QSignalBlocker blocker(m_more);
    m_more->setChecked(areShown);
    m_more->setArrowType(areShown ? Qt::DownArrow : Qt::RightArrow);
    m_optionsArea->setVisible(areShown);
}

QWidget *NewJobDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_start = buttons->addButton(tr("Start job"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(QStringLiteral("start"));
    m_start->setDefault(true);
    m_cancel = buttons->addButton(QDialogButtonBox::Cancel);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    const QKeySequence keys(Qt::CTRL | Qt::Key_Return);
    m_start->setToolTip(tr("Start job (%1)").arg(keys.toString(QKeySequence::NativeText)));
    connect(buttons, &QDialogButtonBox::accepted, this, &NewJobDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &NewJobDialog::cancelOrClose);
    connect(new QShortcut(keys, this), &QShortcut::activated, this, &NewJobDialog::start);
    connect(new QShortcut(Qt::CTRL | Qt::Key_Enter, this), &QShortcut::activated, this, &NewJobDialog::start);
    return buttons;
}

// What is dropped on the editor is a file for the job, too, and no text.
bool NewJobDialog::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (watched != m_prompt->viewport() || (!isDrag && event->type() != QEvent::Drop))
        return QDialog::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList paths = InputList::pathsIn(drop->mimeData());
    if (paths.isEmpty() || m_busy)
        return QDialog::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        m_inputs->add(paths);
    return true;
}

void NewJobDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_busy && !InputList::pathsIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void NewJobDialog::dropEvent(QDropEvent *event)
{
    m_inputs->add(InputList::pathsIn(event->mimeData()));
    event->acceptProposedAction();
}

void NewJobDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter != nullptr)
        m_highlighter->rehighlight();
}

} // namespace ca::dashboard
