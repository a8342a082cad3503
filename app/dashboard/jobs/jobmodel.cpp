#include "jobmodel.h"

#include <algorithm>
#include <limits>

#include "jobcells.h"
#include "joblist.h"

namespace ca::dashboard {

namespace {

/// More rows than these do not come and go one by one, which takes the views time for each: all rows are new then.
constexpr qsizetype mostSingleRows = 64;

bool isNumber(int column)
{
    return column == JobModel::TokensColumn || column == JobModel::DurationColumn;
}

bool isTabular(int column)
{
    return isNumber(column) || column == JobModel::CreatedColumn;
}

QVariant alignmentOf(int column)
{
    return QVariant::fromValue(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

JobModel::JobModel(JobList *jobs, QObject *parent)
    : QAbstractTableModel(parent)
    , m_jobs(jobs)
    , m_order(CreatedColumn, Qt::DescendingOrder)
{
    m_tabular.setFeature("tnum", 1);
    connect(jobs, &JobList::added, this, &JobModel::add);
    connect(jobs, &JobList::changed, this, &JobModel::change);
    connect(jobs, &JobList::gone, this, &JobModel::drop);
    add(jobs->entries());
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case JobRole:
        return QVariant::fromValue(at(index.row()));
    case Qt::DisplayRole:
        return cellText(at(index.row()), index.column());
    case Qt::ToolTipRole:
        return cellToolTip(at(index.row()), index.column());
    case Qt::FontRole:
        return isTabular(index.column()) ? QVariant(m_tabular) : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    return role == Qt::DisplayRole ? columnTitle(section) : QVariant();
}

void JobModel::sort(int column, Qt::SortOrder order)
{
    m_order = JobOrder(column < 0 ? int(CreatedColumn) : column, column < 0 ? Qt::DescendingOrder : order);
    m_order.sort(m_all);
    numberPlaces();
    arrangeRows();
}

void JobModel::setFilter(const JobFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    rebuildRows();
}

QModelIndex JobModel::indexOf(const JobId &id) const
{
    const JobEntry *entry = m_jobs->entry(id);
    return entry == nullptr || entry->row < 0 ? QModelIndex() : index(entry->row, StatusColumn);
}

const Job &JobModel::jobOf(const QModelIndex &index)
{
    return static_cast<const JobModel *>(index.model())->at(index.row());
}

void JobModel::add(QList<JobEntry *> entries)
{
    m_order.sort(entries);
    m_all = m_order.merged(m_all, entries);
    numberPlaces();
    erase_if(entries, [this](const JobEntry *entry) { return !m_filter.matches(entry->job); });
    applyRows({}, entries);
}

void JobModel::change(const QList<JobEntry *> &entries)
{
    const bool mustMove = std::ranges::any_of(entries, [this](const JobEntry *entry) { return isMisplaced(*entry); });
    if (mustMove)
        placeAgain(entries);
    QList<JobEntry *> leaving;
    QList<JobEntry *> coming;
    QList<JobEntry *> staying;
    for (JobEntry *entry : entries) {
        const bool fits = m_filter.matches(entry->job);
        if (fits && entry->row >= 0)
            staying.append(entry);
        else if (fits)
            coming.append(entry);
        else if (entry->row >= 0)
            leaving.append(entry);
    }
    if (mustMove)
        arrangeRows();
    applyRows(leaving, coming);
    announceChanged(staying);
}

void JobModel::drop(const QList<JobEntry *> &entries)
{
    for (JobEntry *entry : entries)
        entry->place = -1;
    erase_if(m_all, [](const JobEntry *entry) { return entry->place < 0; });
    numberPlaces();
    QList<JobEntry *> shown = entries;
    erase_if(shown, [](const JobEntry *entry) { return entry->row < 0; });
    applyRows(shown, {});
}

bool JobModel::isMisplaced(const JobEntry &entry) const
{
    const auto fits = [this](int first) {
        return first < 0 || first + 1 >= m_all.size() ||
               m_order.isInOrder(m_all.at(first)->job, m_all.at(first + 1)->job);
    };
    return !fits(entry.place - 1) || !fits(entry.place);
}

// All of them, since one that still stands right may do so only beside another one that does not.
void JobModel::placeAgain(QList<JobEntry *> entries)
{
    for (JobEntry *entry : std::as_const(entries))
        entry->place = -1;
    erase_if(m_all, [](const JobEntry *entry) { return entry->place < 0; });
    m_order.sort(entries);
    m_all = m_order.merged(m_all, entries);
    numberPlaces();
}

void JobModel::numberPlaces()
{
    for (int place = 0; JobEntry * entry : std::as_const(m_all))
        entry->place = place++;
}

void JobModel::numberRows(int first)
{
    for (int row = first; row < m_rows.size(); ++row)
        m_rows.at(row)->row = row;
}

void JobModel::applyRows(const QList<JobEntry *> &leaving, const QList<JobEntry *> &coming)
{
    if (leaving.size() + coming.size() > mostSingleRows)
        return rebuildRows();
    takeOut(leaving);
    bringIn(coming);
}

void JobModel::takeOut(const QList<JobEntry *> &entries)
{
    QList<int> rows;
    for (const JobEntry *entry : entries)
        rows.append(entry->row);
    std::ranges::sort(rows, std::greater());
    for (qsizetype i = 0; i < rows.size();) {
        const int last = rows.at(i);
        int first = last;
        for (++i; i < rows.size() && rows.at(i) == first - 1; ++i)
            --first;
        beginRemoveRows({}, first, last);
        for (int row = first; row <= last; ++row)
            m_rows.at(row)->row = -1;
        m_rows.remove(first, last - first + 1);
        numberRows(first);
        endRemoveRows();
    }
}

void JobModel::bringIn(QList<JobEntry *> entries)
{
    std::ranges::sort(entries, {}, &JobEntry::place);
    const auto target = [this](const JobEntry *entry) {
        return std::ranges::upper_bound(std::as_const(m_rows), entry->place, {}, &JobEntry::place) - m_rows.cbegin();
    };
    for (qsizetype i = 0; i < entries.size();) {
        const auto first = static_cast<int>(target(entries.at(i)));
        const qsizetype begin = i;
        for (++i; i < entries.size() && target(entries.at(i)) == first; ++i) {
        }
        const qsizetype count = i - begin;
        beginInsertRows({}, first, first + static_cast<int>(count) - 1);
        m_rows.insert(first, count, nullptr);
        std::copy_n(entries.cbegin() + begin, count, m_rows.begin() + first);
        numberRows(first);
        endInsertRows();
    }
}

void JobModel::arrangeRows()
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QList<const JobEntry *> entries;
    entries.reserve(before.size());
    for (const QModelIndex &index : before)
        entries.append(m_rows.at(index.row()));
    m_rows.clear();
    std::ranges::copy_if(m_all, std::back_inserter(m_rows), [](const JobEntry *entry) { return entry->row >= 0; });
    numberRows(0);
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(entries.at(i)->row, before.at(i).column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void JobModel::rebuildRows()
{
    beginResetModel();
    for (JobEntry *entry : std::as_const(m_rows))
        entry->row = -1; // also of those that are gone
    m_rows.clear();
    std::ranges::copy_if(std::as_const(m_all), std::back_inserter(m_rows),
                         [this](const JobEntry *entry) { return m_filter.matches(entry->job); });
    numberRows(0);
    endResetModel();
}

void JobModel::announceChanged(const QList<JobEntry *> &entries)
{
    if (entries.isEmpty())
        return;
    const auto announce = [this](int first, int last) {
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    };
    if (entries.size() <= mostSingleRows) {
        for (const JobEntry *entry : entries)
            announce(entry->row, entry->row);
        return;
    }
    const auto [first, last] = std::ranges::minmax(entries, {}, &JobEntry::row);
    announce(first->row, last->row);
}

} // namespace ca::dashboard
