#include "logfindbar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>
#include <chrono>

#include "accents.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;

} // namespace

LogFindBar::LogFindBar(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("logFindBar"));
    m_field->setObjectName(QStringLiteral("logFindField"));
    m_field->setAccessibleName(tr("Find in the log"));
    m_field->setPlaceholderText(tr("Find in the log"));
    m_field->setClearButtonEnabled(true);
    m_count->setObjectName(QStringLiteral("logFindCount"));
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2 lines").arg(8888).arg(88'888)));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_field, 1);
    makeOptions();
    for (const bool isForward : {false, true}) {
        QToolButton *button =
            isForward ? makeButton(QStringLiteral("logFindNext"), tr("Next"), tr("Next match (Enter or F3)"))
                      : makeButton(QStringLiteral("logFindPrevious"), tr("Previous"),
                                   tr("Previous match (Shift+Enter or Shift+F3)"));
        connect(button, &QToolButton::clicked, this, [this, isForward] { Q_EMIT nextWanted(isForward); });
    }
    layout->addWidget(m_count);
    QToolButton *end = makeButton(QStringLiteral("logFindClose"), tr("Close"), tr("Close (Esc)"));
    connect(end, &QToolButton::clicked, this, &LogFindBar::close);
    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(&m_typing, &QTimer::timeout, this, [this] { Q_EMIT queryChanged(query()); });
    connect(m_field, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    hide();
}

QToolButton *LogFindBar::makeButton(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

void LogFindBar::makeOptions()
{
    const auto makeOption = [this](const QString &name, const QString &text, const QString &toolTip) {
        auto *action = new QAction(text, this);
        action->setObjectName(name + QLatin1StringView("Action"));
        action->setCheckable(true);
        action->setToolTip(toolTip);
        connect(action, &QAction::toggled, this, [this] { Q_EMIT queryChanged(query()); });
        makeButton(name, text, toolTip)->setDefaultAction(action);
        return action;
    };
    m_case = makeOption(QStringLiteral("logFindCase"), tr("Aa"), tr("Match upper and lower case"));
    m_regex = makeOption(QStringLiteral("logFindRegex"), tr(".*"), tr("Regular expression"));
}

void LogFindBar::open()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    if (!m_field->text().isEmpty())
        Q_EMIT queryChanged(query());
}

void LogFindBar::close()
{
    m_typing.stop();
    hide();
    Q_EMIT closed();
}

LogQuery LogFindBar::query() const
{
    return {.text = m_field->text(), .isRegex = m_regex->isChecked(), .matchesCase = m_case->isChecked()};
}

void LogFindBar::showHits(const LogHits &hits)
{
    m_hits = hits;
    if (hits.lines == 0)
        m_ordinal = 0;
    updateCount();
}

void LogFindBar::showHit(const LogHit &hit)
{
    m_ordinal = hit.ordinal;
    updateCount();
}

void LogFindBar::updateCount()
{
    const QLocale locale;
    QPalette own = palette();
    const bool isBad =
        !m_hits.error.isEmpty() || (m_hits.isComplete && m_hits.lines == 0 && !m_field->text().isEmpty());
    own.setColor(QPalette::WindowText, isBad ? accentColor(Accent::Failure, own) : secondaryText(own));
    m_count->setPalette(own);
    QString text;
    if (!m_hits.error.isEmpty())
        text = m_hits.error;
    else if (m_field->text().isEmpty())
        text.clear();
    else if (!m_hits.isComplete)
        text = tr("%1 lines, %2 % searched").arg(locale.toString(m_hits.lines), locale.toString(m_hits.percent));
    else if (m_hits.lines == 0)
        text = tr("Not found");
    else if (m_ordinal > 0)
        text = tr("%1 of %2 lines").arg(locale.toString(m_ordinal), locale.toString(m_hits.lines));
    else
        text = tr("%n line(s)", nullptr, static_cast<int>(m_hits.lines));
    m_count->setText(text);
    m_count->setToolTip(text);
}

bool LogFindBar::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void LogFindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        close();
    else if (isEnter || event->key() == Qt::Key_F3)
        Q_EMIT nextWanted(!event->modifiers().testFlag(Qt::ShiftModifier));
    else
        QWidget::keyPressEvent(event);
}

} // namespace ca::dashboard
