#include "jobmodel.h"

#include <QDateTime>
#include <QFont>
#include <algorithm>
#include <chrono>

#include "format.h"
#include "joblook.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;

QFont tabularFont()
{
    QFont font;
    font.setFeature("tnum", 1);
    return font;
}

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

int countOf(const QList<Job> &jobs, JobStatus status)
{
    return static_cast<int>(std::ranges::count(jobs, status, &Job::status));
}

} // namespace

JobModel::JobModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_tick.setTimerType(Qt::CoarseTimer);
    connect(&m_tick, &QTimer::timeout, this, &JobModel::tick);
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Job &job = m_jobs.at(index.row());
    switch (role) {
    case JobRole:
        return QVariant::fromValue(job);
    case SortRole:
        return sortKey(job, index.column());
    case Qt::DisplayRole:
        return text(job, index.column());
    case Qt::ToolTipRole:
        return toolTip(job, index.column());
    case Qt::FontRole:
        return index.column() >= CreatedColumn ? QVariant(tabularFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (index.column() == DurationColumn ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == DurationColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StatusColumn:
        return tr("Status");
    case TaskColumn:
        return tr("Task");
    case ProgressColumn:
        return tr("Progress");
    case CreatedColumn:
        return tr("Created");
    default:
        return tr("Duration");
    }
}

void JobModel::apply(const QList<Job> &jobs)
{
    QList<Job> added;
    for (const Job &job : jobs) {
        const auto row = m_rows.constFind(job.id);
        if (row == m_rows.cend()) {
            added.append(job);
        } else if (m_jobs.at(*row) != job) {
            m_jobs[*row] = job;
            rowChanged(*row);
        }
    }
    append(added);
    updateTimer();
}

void JobModel::remove(const QList<JobId> &ids)
{
    for (const JobId &id : ids) {
        const auto found = m_rows.constFind(id);
        if (found == m_rows.cend())
            continue;
        const qsizetype row = *found;
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
        m_jobs.removeAt(row);
        m_rows.erase(found);
        for (qsizetype i = row; i < m_jobs.size(); ++i)
            m_rows[m_jobs.at(i).id] = i;
        endRemoveRows();
    }
    updateTimer();
}

void JobModel::setCancelling(const JobId &id, bool cancelling)
{
    const auto row = m_rows.constFind(id);
    if (row == m_rows.cend() || m_jobs.at(*row).isEnded() || m_jobs.at(*row).cancelRequested == cancelling)
        return;
    m_jobs[*row].cancelRequested = cancelling;
    rowChanged(*row);
}

QModelIndex JobModel::indexOf(const JobId &id) const
{
    const auto row = m_rows.constFind(id);
    return row == m_rows.cend() ? QModelIndex() : index(static_cast<int>(*row), StatusColumn);
}

const Job *JobModel::job(const JobId &id) const
{
    const auto row = m_rows.constFind(id);
    return row == m_rows.cend() ? nullptr : &m_jobs.at(*row);
}

int JobModel::runningCount() const
{
    return countOf(m_jobs, JobStatus::Running);
}

int JobModel::waitingCount() const
{
    return countOf(m_jobs, JobStatus::Scheduled);
}

QVariant JobModel::text(const Job &job, int column) const
{
    switch (column) {
    case StatusColumn:
        return lookOf(job).word;
    case TaskColumn:
        return job.title;
    case ProgressColumn:
        return progressText(job);
    case CreatedColumn:
        return formatAge(job.created, now());
    case DurationColumn: {
        const qint64 duration = durationOf(job, now());
        return duration < 0 ? QStringLiteral("–") : formatDuration(duration);
    }
    default:
        return {};
    }
}

QVariant JobModel::toolTip(const Job &job, int column) const
{
    switch (column) {
    case TaskColumn:
        return job.title;
    case StatusColumn:
    case ProgressColumn:
        return job.error.isEmpty() ? job.currentStep : job.error;
    case CreatedColumn:
        return formatExactTime(job.created);
    case DurationColumn:
        return job.completed > 0 ? tr("Ended %1").arg(formatExactTime(job.completed)) : QString();
    default:
        return {};
    }
}

QVariant JobModel::sortKey(const Job &job, int column) const
{
    switch (column) {
    case StatusColumn:
        return static_cast<int>(job.status);
    case TaskColumn:
        return job.title;
    case ProgressColumn:
        return progressShare(job);
    case CreatedColumn:
        return job.created;
    default:
        return durationOf(job, now());
    }
}

void JobModel::append(const QList<Job> &jobs)
{
    if (jobs.isEmpty())
        return;
    const qsizetype first = m_jobs.size();
    beginInsertRows({}, static_cast<int>(first), static_cast<int>(first + jobs.size() - 1));
    m_jobs.append(jobs);
    for (qsizetype row = first; row < m_jobs.size(); ++row)
        m_rows.insert(m_jobs.at(row).id, row);
    endInsertRows();
}

void JobModel::rowChanged(qsizetype row)
{
    Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
}

// Names only the display role: a proxy sorts again only when the sort role changes, and so rows stay where they are.
void JobModel::tick()
{
    if (m_jobs.isEmpty())
        return;
    const int last = rowCount() - 1;
    Q_EMIT dataChanged(index(0, CreatedColumn), index(last, DurationColumn), {Qt::DisplayRole});
}

// Every second while durations run, else often enough for "5 min ago".
void JobModel::updateTimer()
{
    const auto interval = runningCount() > 0 ? 1000ms : 30'000ms;
    if (!m_tick.isActive() || m_tick.intervalAsDuration() != interval)
        m_tick.start(interval);
}

} // namespace ca::dashboard
