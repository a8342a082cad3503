#include "jobselection.h"

#include <QTableView>
#include <algorithm>
#include <utility>

#include "joblist.h"
#include "jobmodel.h"

namespace ca::dashboard {

namespace {

constexpr auto wholeRows = QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;

} // namespace

JobSelection::JobSelection(JobList *jobs, JobModel *model, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_model(model)
{
    // Before the view and its selection model hear of it …
    connect(model, &JobModel::modelAboutToBeReset, this, &JobSelection::hold);
    connect(model, &JobModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { holdRemoved(first, last); });
}

void JobSelection::attach(QTableView *view)
{
    m_view = view;
    // … and after them.
    connect(m_model, &JobModel::modelReset, this, &JobSelection::restore);
    connect(m_model, &JobModel::rowsRemoved, this, &JobSelection::settleLater);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &JobSelection::takeCurrent);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_isHolding)
            return;
        m_kept.clear();
        Q_EMIT selectionChanged();
    });
}

QList<JobId> JobSelection::selected() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
    QList<JobId> ids;
    ids.reserve(rows.size());
    for (const int row : std::as_const(rows))
        ids.append(m_model->at(row).id);
    return ids;
}

bool JobSelection::select(const QList<JobId> &ids)
{
    const auto isShown = [this](const JobId &id) { return m_model->indexOf(id).isValid(); };
    const auto first = std::ranges::find_if(ids, isShown);
    if (first == ids.cend())
        return false;
    m_view->selectionModel()->setCurrentIndex(m_model->indexOf(*first), wholeRows);
    if (ids.size() > 1)
        m_view->selectionModel()->select(rowsOf({ids.cbegin(), ids.cend()}), wholeRows);
    return true;
}

void JobSelection::hold()
{
    m_isHolding = true;
    for (const JobId &id : selected())
        m_kept.insert(id);
}

void JobSelection::holdRemoved(int first, int last)
{
    m_isHolding = true;
    for (int row = first; row <= last; ++row) {
        if (m_view->selectionModel()->isRowSelected(row))
            m_kept.insert(m_model->at(row).id);
    }
}

void JobSelection::restore()
{
    erase_if(m_kept, [this](const JobId &id) { return m_jobs->job(id) == nullptr; });
    const QItemSelection rows = rowsOf(m_kept);
    erase_if(m_kept, [this](const JobId &id) { return m_model->indexOf(id).isValid(); });
    QItemSelectionModel *selection = m_view->selectionModel();
    if (const QModelIndex current = m_model->indexOf(m_current); current.isValid())
        selection->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selection->select(rows, wholeRows);
    m_isHolding = false;
    settle();
}

// Once for all ranges of rows that go together.
void JobSelection::settleLater()
{
    m_isHolding = false;
    if (!std::exchange(m_mustSettle, true))
        QMetaObject::invokeMethod(this, &JobSelection::settle, Qt::QueuedConnection);
}

void JobSelection::settle()
{
    m_mustSettle = false;
    if (!m_current.isNull() && m_jobs->job(m_current) == nullptr) { // deleted, not only filtered away
        const QModelIndex neighbour = m_view->currentIndex();
        if (neighbour.isValid() && !m_view->selectionModel()->hasSelection())
            m_view->selectionModel()->select(neighbour, wholeRows);
        setCurrent(neighbour.isValid() ? m_model->at(neighbour.row()).id : JobId());
    }
    Q_EMIT selectionChanged();
}

void JobSelection::takeCurrent(const QModelIndex &index)
{
    if (!m_isHolding && index.isValid())
        setCurrent(m_model->at(index.row()).id);
}

void JobSelection::setCurrent(const JobId &id)
{
    if (std::exchange(m_current, id) != id)
        Q_EMIT currentChanged(id);
}

QItemSelection JobSelection::rowsOf(const QSet<JobId> &ids) const
{
    QList<int> rows;
    for (const JobId &id : ids) {
        if (const QModelIndex index = m_model->indexOf(id); index.isValid())
            rows.append(index.row());
    }
    std::ranges::sort(rows);
    QItemSelection selection;
    for (qsizetype i = 0; i < rows.size();) {
        const int first = rows.at(i);
        int last = first;
        for (++i; i < rows.size() && rows.at(i) == last + 1; ++i)
            ++last;
        selection.append(
            QItemSelectionRange(m_model->index(first, 0), m_model->index(last, JobModel::ColumnCount - 1)));
    }
    return selection;
}

} // namespace ca::dashboard
