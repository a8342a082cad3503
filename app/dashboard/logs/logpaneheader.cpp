// What stands above a log, and its keys.

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include "logpane.h"
#include "logview.h"
#include "symbols.h"

namespace ca::dashboard {

/// The keys are the pane's own, not the window's, where Ctrl+F finds jobs.
QAction *LogPane::makeAction(const QString &name, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    action->setText(keys.isEmpty() ? text : QString(text % u'\t' % keys.toString(QKeySequence::NativeText)));
    action->setData(QVariant::fromValue(keys));
    m_view->addAction(action);
    return action;
}

void LogPane::makeActions()
{
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    QAction *copy = makeAction(QStringLiteral("logCopy"), tr("Copy"), QKeySequence::Copy);
    connect(copy, &QAction::triggered, m_view, &LogView::copy);
    QAction *all = makeAction(QStringLiteral("logSelectAll"), tr("Select all"), QKeySequence::SelectAll);
    connect(all, &QAction::triggered, m_view, &LogView::selectAll);
    const auto enable = [this, copy] { copy->setEnabled(!m_view->selection().isEmpty()); };
    connect(m_view, &LogView::selectionChanged, copy, enable);
    enable();
    m_findAction = makeAction(QStringLiteral("logFind"), tr("Find…"), QKeySequence::Find);
    connect(m_findAction, &QAction::triggered, this, &LogPane::find);
    m_nextAction = makeAction(QStringLiteral("logNext"), tr("Find next"), Qt::Key_F3);
    connect(m_nextAction, &QAction::triggered, this, [this] { findNext(true); });
    m_previousAction = makeAction(QStringLiteral("logPrevious"), tr("Find previous"), Qt::SHIFT | Qt::Key_F3);
    connect(m_previousAction, &QAction::triggered, this, [this] { findNext(false); });
    m_lineAction = makeAction(QStringLiteral("logGoToLine"), tr("Go to line…"), Qt::CTRL | Qt::Key_L);
    connect(m_lineAction, &QAction::triggered, this, &LogPane::chooseLine);
    m_wrapAction = makeAction(QStringLiteral("logWrap"), tr("Wrap long lines"), {});
    m_wrapAction->setCheckable(true);
    m_wrapAction->setChecked(true);
    connect(m_wrapAction, &QAction::toggled, m_view, &LogView::setWrapping);
    m_timesAction = makeAction(QStringLiteral("logTimes"), tr("Show times"), {});
    m_timesAction->setCheckable(true);
    connect(m_timesAction, &QAction::toggled, m_view, &LogView::setTimesShown);
    m_saveAction = makeAction(QStringLiteral("logSave"), tr("Save log as…"), {});
    connect(m_saveAction, &QAction::triggered, this, &LogPane::chooseFile);
}

QWidget *LogPane::makeHeader()
{
    auto *header = new QWidget(this);
    m_source = new QComboBox(header);
    m_source->setObjectName(QStringLiteral("logSource"));
    m_source->setAccessibleName(tr("Which output is shown"));
    m_source->setToolTip(tr("Which output is shown"));
    m_source->addItem(tr("All output"), static_cast<int>(LogSource::Both));
    m_source->addItem(tr("Output (stdout)"), static_cast<int>(LogSource::Out));
    m_source->addItem(tr("Errors (stderr)"), static_cast<int>(LogSource::Err));
    connect(m_source, &QComboBox::currentIndexChanged, this, [this] {
        m_view->setSource(static_cast<LogSource>(m_source->currentData().toInt()));
        updateLegend();
    });
    m_steps = new QComboBox(header);
    m_steps->setObjectName(QStringLiteral("logSteps"));
    m_steps->setAccessibleName(tr("Go to the output of a step"));
    m_steps->setToolTip(tr("Go to the output of a step"));
    m_steps->setPlaceholderText(tr("Go to step…"));
    m_steps->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_steps->setMinimumContentsLength(12);
    m_steps->hide();
    connect(m_steps, &QComboBox::activated, this, [this](int index) {
        if (index >= 0 && index < m_stepList.size())
            goToStep(m_stepList.at(index));
        m_steps->setCurrentIndex(-1); // so that the same one can be chosen again
    });
    fillHeader(header);
    return header;
}

void LogPane::fillHeader(QWidget *header)
{
    m_legend = new QLabel(tr("▌Errors (stderr)"), header);
    m_legend->setObjectName(QStringLiteral("logLegend"));
    m_legend->hide();
    m_progress = new QLabel(header);
    m_progress->setObjectName(QStringLiteral("logProgress"));
    const auto makeButton = [header](const QString &name, Symbol symbol, const QString &text, const QString &toolTip) {
        auto *button = new QToolButton(header);
        button->setObjectName(name);
        button->setIcon(symbolIcon(symbol));
        button->setText(text);
        button->setToolTip(toolTip);
        button->setAutoRaise(true);
        return button;
    };
    m_toEnd = makeButton(QStringLiteral("logToEnd"), Symbol::ToEnd, tr("Follow the end"),
                         tr("Go to the end and follow it (End)"));
    m_toEnd->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    QSizePolicy keepsPlace = m_toEnd->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_toEnd->setSizePolicy(keepsPlace);
    m_toEnd->hide();
    connect(m_toEnd, &QToolButton::clicked, m_view, &LogView::goToEnd);
    auto *find = makeButton(QStringLiteral("logFindButton"), Symbol::Find, tr("Find"), tr("Find in the log (Ctrl+F)"));
    connect(find, &QToolButton::clicked, m_findAction, &QAction::trigger);
    auto *more = makeButton(QStringLiteral("logMenu"), Symbol::Menu, tr("More"), tr("More about the log"));
    auto *menu = new QMenu(more);
    menu->addActions({m_wrapAction, m_timesAction, m_lineAction, m_saveAction});
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins({});
    layout->addWidget(m_source);
    layout->addWidget(m_steps);
    layout->addWidget(m_legend);
    layout->addStretch();
    layout->addWidget(m_progress);
    layout->addWidget(m_toEnd);
    layout->addWidget(find);
    layout->addWidget(more);
}

QAction *LogPane::actionFor(const QKeyEvent &event) const
{
    for (QAction *action : {m_findAction, m_nextAction, m_previousAction, m_lineAction}) {
        const auto keys = action->data().value<QKeySequence>();
        if (QKeySequence(event.keyCombination()) == keys)
            return action;
    }
    return nullptr;
}

bool LogPane::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && actionFor(*static_cast<QKeyEvent *>(event)) != nullptr) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void LogPane::keyPressEvent(QKeyEvent *event)
{
    if (QAction *action = actionFor(*event))
        action->trigger();
    else
        QWidget::keyPressEvent(event);
}

void LogPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_legend != nullptr)
        updateLegend();
}

} // namespace ca::dashboard
