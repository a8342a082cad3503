#include "jobtableheader.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSettings>
#include <algorithm>

#include "jobcells.h"
#include "joblook.h"
#include "jobmodel.h"

namespace ca::dashboard {

namespace {

// Raised when columns change their meaning, so that an old arrangement is not applied to new columns.
const QString columnsKey = QStringLiteral("jobs/columns2");

/// Wide enough for every status, in every language.
int statusWidth(const QFontMetrics &metrics)
{
    constexpr int symbolAndMargins = 36;
    int width = 0;
    Job job;
    for (const JobStatus status :
         {JobStatus::Scheduled, JobStatus::Running, JobStatus::Complete, JobStatus::Error, JobStatus::Cancelled}) {
        job.status = status;
        width = std::max(width, metrics.horizontalAdvance(lookOf(job).word) + symbolAndMargins);
    }
    return width;
}

/// Of the average character.
int widthOf(int column)
{
    switch (column) {
    case JobModel::StatusColumn:
    case JobModel::ProviderColumn:
    case JobModel::EngineColumn:
        return 16;
    case JobModel::ProgressColumn:
        return 18;
    case JobModel::CreatedColumn:
        return 21;
    default:
        return 13;
    }
}

/// What a narrow list has room for, and most people need.
bool isShownAtFirst(int column)
{
    return column != JobModel::ProviderColumn && column != JobModel::EngineColumn && column != JobModel::TokensColumn;
}

} // namespace

JobTableHeader::JobTableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("jobHeader"));
    setAccessibleName(tr("Columns"));
    setHighlightSections(false);
    setSectionsMovable(true);
    setSectionsClickable(true);
}

void JobTableHeader::setUp()
{
    setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    setSectionResizeMode(JobModel::TaskColumn, QHeaderView::Stretch);
    resetColumns();
    makeMenu();
}

void JobTableHeader::makeMenu()
{
    m_menu->setTitle(tr("Columns"));
    for (int column = 0; column < JobModel::ColumnCount; ++column) {
        if (column == JobModel::TaskColumn)
            continue; // a list without it says nothing
        QAction *action = m_menu->addAction(columnTitle(column));
        action->setObjectName(QStringLiteral("column%1").arg(column));
        action->setCheckable(true);
        action->setData(column);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) { setSectionHidden(column, !isShown); });
    }
    m_menu->addSeparator();
    QAction *resetAction = m_menu->addAction(tr("Reset columns"));
    resetAction->setObjectName(QStringLiteral("resetColumns"));
    connect(resetAction, &QAction::triggered, this, &JobTableHeader::resetColumns);
    connect(m_menu, &QMenu::aboutToShow, this, &JobTableHeader::updateMenu);
    updateMenu();
}

void JobTableHeader::resetColumns()
{
    const int em = fontMetrics().averageCharWidth();
    for (int column = 0; column < JobModel::ColumnCount; ++column) {
        moveSection(visualIndex(column), column);
        setSectionHidden(column, !isShownAtFirst(column));
        if (column != JobModel::TaskColumn)
            resizeSection(column, em * widthOf(column));
    }
    resizeSection(JobModel::StatusColumn, std::max(sectionSize(JobModel::StatusColumn), statusWidth(fontMetrics())));
    setSortIndicator(JobModel::CreatedColumn, Qt::DescendingOrder);
    updateMenu();
}

void JobTableHeader::updateMenu()
{
    for (QAction *action : m_menu->actions()) {
        if (action->isCheckable())
            action->setChecked(!isSectionHidden(action->data().toInt()));
    }
}

void JobTableHeader::save(QSettings &settings) const
{
    static_cast<void>(length()); // brings sizes up to date, without which the state cannot be restored
    settings.setValue(columnsKey, saveState());
}

void JobTableHeader::restore(const QSettings &settings)
{
    const QByteArray state = settings.value(columnsKey).toByteArray();
    if (!state.isEmpty() && !restoreState(state))
        resetColumns();
    setSectionHidden(JobModel::TaskColumn, false);
    updateMenu();
}

void JobTableHeader::contextMenuEvent(QContextMenuEvent *event)
{
    m_menu->popup(event->globalPos());
}

} // namespace ca::dashboard
