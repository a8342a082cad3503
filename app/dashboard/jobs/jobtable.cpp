#include "jobtable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSettings>
#include <algorithm>

#include "joblook.h"
#include "jobmodel.h"
#include "progressdelegate.h"
#include "rowdelegate.h"
#include "statusdelegate.h"

namespace ca::dashboard {

namespace {

// Raised when columns change their meaning, so that an old arrangement is not applied to new columns.
const QString columnsKey = QStringLiteral("jobs/columns1");

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

} // namespace

JobTable::JobTable(JobModel *jobs, QWidget *parent)
    : QTableView(parent)
    , m_jobs(jobs)
{
    setObjectName(QStringLiteral("jobTable"));
    setAccessibleName(tr("Jobs"));
    m_sorted.setSourceModel(jobs);
    m_sorted.setSortRole(JobModel::SortRole);
    m_sorted.setSortLocaleAware(true);
    m_sorted.setSortCaseSensitivity(Qt::CaseInsensitive);
    setModel(&m_sorted);
    setItemDelegate(new RowDelegate(this));
    setItemDelegateForColumn(JobModel::StatusColumn, new StatusDelegate(this));
    setItemDelegateForColumn(JobModel::ProgressColumn, new ProgressDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table, as in every list
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setFrameShape(NoFrame);
    setUpHeader();
    connect(this, &QTableView::doubleClicked, this, &JobTable::jobActivated);
}

void JobTable::setUpHeader()
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    header->setSectionResizeMode(JobModel::TaskColumn, QHeaderView::Stretch);
    const int em = fontMetrics().averageCharWidth();
    header->resizeSection(JobModel::StatusColumn, std::max(em * 18, statusWidth(fontMetrics())));
    header->resizeSection(JobModel::ProgressColumn, em * 19);
    header->resizeSection(JobModel::CreatedColumn, em * 23);
    header->resizeSection(JobModel::DurationColumn, em * 12);
    setSortingEnabled(true);
    sortByColumn(JobModel::CreatedColumn, Qt::DescendingOrder);
}

JobId JobTable::currentJob() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? current.data(JobModel::JobRole).value<Job>().id : JobId();
}

void JobTable::select(const JobId &id)
{
    const QModelIndex row = m_sorted.mapFromSource(m_jobs->indexOf(id));
    if (!row.isValid())
        return;
    setCurrentIndex(row);
    scrollTo(row);
}

void JobTable::selectFirst()
{
    if (m_sorted.rowCount() > 0)
        setCurrentIndex(m_sorted.index(0, JobModel::StatusColumn));
}

void JobTable::saveState(QSettings &settings) const
{
    settings.setValue(columnsKey, horizontalHeader()->saveState());
}

void JobTable::restoreState(const QSettings &settings)
{
    const QByteArray state = settings.value(columnsKey).toByteArray();
    if (!state.isEmpty() && !horizontalHeader()->restoreState(state))
        sortByColumn(JobModel::CreatedColumn, Qt::DescendingOrder);
}

void JobTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (currentIndex().isValid())
            Q_EMIT jobActivated();
        return;
    }
    QTableView::keyPressEvent(event);
}

// Rows that come in above what is on screen would push it down; at the very top they are welcome.
void JobTable::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const int scrolled = verticalScrollBar()->value();
    const int height = verticalHeader()->defaultSectionSize();
    QTableView::rowsInserted(parent, start, end);
    if (scrolled == 0 || start * height >= scrolled)
        return;
    executeDelayedItemsLayout();
    updateGeometries();
    verticalScrollBar()->setValue(scrolled + (end - start + 1) * height);
}

void JobTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentJobChanged(current.isValid() ? current.data(JobModel::JobRole).value<Job>().id : JobId());
}

} // namespace ca::dashboard
