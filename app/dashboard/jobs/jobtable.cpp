#include "jobtable.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QSettings>
#include <algorithm>
#include <chrono>
#include <utility>

#include "joblist.h"
#include "jobmodel.h"
#include "jobselection.h"
#include "jobtableheader.h"
#include "progressdelegate.h"
#include "rowdelegate.h"
#include "statusdelegate.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;

/// With less the columns that are shown at first leave the task no room.
constexpr int leastCharacters = 80;

} // namespace

JobTable::JobTable(JobList *jobs, JobModel *model, QWidget *parent)
    : QTableView(parent)
    , m_jobs(jobs)
    , m_model(model)
    , m_selection(new JobSelection(jobs, model, this))
    , m_header(new JobTableHeader(this))
{
    setObjectName(QStringLiteral("jobTable"));
    setAccessibleName(tr("Jobs"));
    setUpLook();
    connectModel();
    connect(this, &QTableView::doubleClicked, this, &JobTable::jobActivated);
    connect(&m_clock, &QTimer::timeout, this, &JobTable::tick);
    m_clock.setTimerType(Qt::CoarseTimer);
}

JobTable::~JobTable() = default;

void JobTable::setUpLook()
{
    setItemDelegate(new RowDelegate(this));
    setItemDelegateForColumn(JobModel::StatusColumn, new StatusDelegate(this));
    setItemDelegateForColumn(JobModel::ProgressColumn, new ProgressDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table, as in every list
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setFrameShape(NoFrame);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    setMinimumWidth(fontMetrics().averageCharWidth() * leastCharacters);
}

void JobTable::connectModel()
{
    connect(m_model, &JobModel::modelAboutToBeReset, this, &JobTable::holdScroll);
    connect(m_model, &JobModel::rowsAboutToBeInserted, this, &JobTable::holdScroll);
    connect(m_model, &JobModel::rowsAboutToBeRemoved, this, &JobTable::holdScroll);
    setModel(m_model);
    setHorizontalHeader(m_header);
    m_header->setUp();
    m_selection->attach(this); // after the header, which empties the selection too when the model is reset
    setSortingEnabled(true);
    connect(m_model, &JobModel::modelReset, this, &JobTable::restoreScroll);
    connect(m_model, &JobModel::rowsInserted, this, &JobTable::restoreScroll);
    connect(m_model, &JobModel::rowsRemoved, this, &JobTable::restoreScroll);
    connect(m_jobs, &JobList::countsChanged, this, &JobTable::updateClock);
    connect(m_selection, &JobSelection::currentChanged, this, &JobTable::currentJobChanged);
    connect(m_selection, &JobSelection::selectionChanged, this, &JobTable::selectedJobsChanged);
}

JobId JobTable::currentJob() const
{
    return m_selection->current();
}

QList<JobId> JobTable::selectedJobs() const
{
    return m_selection->selected();
}

bool JobTable::select(const QList<JobId> &ids)
{
    if (!m_selection->select(ids))
        return false;
    scrollTo(QTableView::currentIndex());
    return true;
}

void JobTable::selectFirst()
{
    if (m_model->rowCount() > 0)
        select(m_model->at(0).id);
}

QMenu *JobTable::columnsMenu() const
{
    return m_header->menu();
}

void JobTable::saveState(QSettings &settings) const
{
    m_header->save(settings);
}

void JobTable::restoreState(const QSettings &settings)
{
    m_header->restore(settings);
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

void JobTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    updateClock();
}

void JobTable::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_clock.stop();
}

// The current job where it is seen, else the first one that is.
void JobTable::holdScroll()
{
    m_anchor.reset();
    if (verticalScrollBar()->value() == 0)
        return;
    QRect rect = visualRect(currentIndex());
    int row = currentIndex().row();
    if (!currentIndex().isValid() || !viewport()->rect().intersects(rect)) {
        row = rowAt(0);
        if (row < 0)
            return;
        rect = visualRect(m_model->index(row, 0));
    }
    m_anchor = Anchor{.job = m_model->at(row).id, .top = rect.top()};
}

void JobTable::restoreScroll()
{
    if (!m_anchor)
        return verticalScrollBar()->setValue(0); // where it was
    const Anchor anchor = *std::exchange(m_anchor, std::nullopt);
    const QModelIndex index = m_model->indexOf(anchor.job);
    executeDelayedItemsLayout();
    updateGeometries();
    if (index.isValid())
        verticalScrollBar()->setValue(index.row() * verticalHeader()->defaultSectionSize() - anchor.top);
}

// Ages and durations are told by the clock, and only what is seen has to tell them.
void JobTable::tick()
{
    for (const int column : {JobModel::CreatedColumn, JobModel::DurationColumn}) {
        if (!isColumnHidden(column))
            viewport()->update(columnViewportPosition(column), 0, columnWidth(column), viewport()->height());
    }
}

void JobTable::updateClock()
{
    if (!isVisible())
        return;
    const auto interval = m_jobs->count(JobGroup::Running) > 0 ? 1000ms : 30'000ms;
    if (!m_clock.isActive() || m_clock.intervalAsDuration() != interval)
        m_clock.start(interval);
}

} // namespace ca::dashboard
