#include "jobspane.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <utility>

#include "centeredcolumn.h"
#include "filteredit.h"
#include "joblist.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "pagefonts.h"
#include "statuschips.h"

namespace ca::dashboard {

namespace {

constexpr int columnWidth = 360;
const QString filterKey = QStringLiteral("jobs/filter");
const QString groupKey = QStringLiteral("jobs/group");
const QString selectedKey = QStringLiteral("jobs/selected");

} // namespace

JobsPane::JobsPane(JobList *jobs, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_model(new JobModel(jobs, this))
    , m_filter(new FilterEdit(this))
    , m_chips(new StatusChips(this))
    , m_table(new JobTable(jobs, m_model, this))
    , m_find(new QAction(tr("Filter jobs"), this))
    , m_stack(new QStackedLayout)
{
    setObjectName(QStringLiteral("jobsPane"));
    m_find->setObjectName(QStringLiteral("filterJobs"));
    m_find->setShortcut(QKeySequence::Find);
    // What else can be searched has the same key for it, where it has the focus.
    m_find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_find);
    m_stack->addWidget(m_table);
    m_stack->addWidget(makeNoMatch());
    auto *head = new QVBoxLayout;
    const int side = style()->pixelMetric(QStyle::PM_LayoutLeftMargin) / 2;
    head->setContentsMargins(side, side, side, side);
    head->setSpacing(side);
    head->addWidget(m_filter);
    head->addWidget(m_chips);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(m_stack, 1);
    setFocusProxy(m_table);
    connectParts();
}

QWidget *JobsPane::makeNoMatch()
{
    auto *page = new QWidget(this);
    page->setObjectName(QStringLiteral("noMatch"));
    auto *column = new QWidget(page);
    auto *title = new QLabel(tr("No job matches"), column);
    title->setFont(titleFont(title->font()));
    m_noMatchText = new QLabel(column);
    m_noMatchText->setObjectName(QStringLiteral("noMatchText"));
    m_noMatchText->setTextFormat(Qt::PlainText);
    auto *clear = new QPushButton(tr("Show all jobs"), column);
    clear->setObjectName(QStringLiteral("clearFilter"));
    connect(clear, &QPushButton::clicked, this, [this] {
        showAll();
        m_table->setFocus();
    });
    auto *layout = new QVBoxLayout(column);
    for (QLabel *label : {title, m_noMatchText}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addWidget(clear, 0, Qt::AlignHCenter);
    centerColumn(page, column, columnWidth);
    return page;
}

void JobsPane::connectParts()
{
    connect(m_filter, &QLineEdit::textChanged, this, &JobsPane::applyFilter);
    connect(m_filter, &FilterEdit::left, m_table, [this] { m_table->setFocus(); });
    connect(m_chips, &StatusChips::groupChosen, this, &JobsPane::applyFilter);
    connect(m_jobs, &JobList::countsChanged, this, [this] { m_chips->setCounts(m_jobs->counts()); });
    connect(m_jobs, &JobList::countsChanged, this, &JobsPane::selectAwaited); // the model has the new rows by then
    connect(m_find, &QAction::triggered, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    for (const auto rowsChanged : {&JobModel::rowsInserted, &JobModel::rowsRemoved})
        connect(m_model, rowsChanged, this, &JobsPane::updateMatch);
    connect(m_model, &JobModel::modelReset, this, &JobsPane::updateMatch);
}

void JobsPane::addJobActions(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (action == nullptr) {
            action = new QAction(m_table);
            action->setSeparator(true);
        }
        m_table->addAction(action);
    }
}

void JobsPane::selectRemembered()
{
    if (m_remembered.isNull() || !m_table->select(m_remembered))
        m_table->selectFirst();
}

void JobsPane::selectNew(const QList<JobId> &ids)
{
    m_awaited = ids;
    selectAwaited();
}

void JobsPane::selectAwaited()
{
    if (m_awaited.isEmpty() || m_jobs->job(m_awaited.constLast()) == nullptr)
        return;
    const QList<JobId> ids = std::exchange(m_awaited, {});
    if (!m_table->select(ids))
        Q_EMIT newJobsHidden(ids);
}

void JobsPane::showAll(const QList<JobId> &selected)
{
    m_chips->setGroup(std::nullopt);
    m_filter->clear();
    applyFilter();
    if (!selected.isEmpty())
        m_table->select(selected);
}

void JobsPane::applyFilter()
{
    m_model->setFilter(JobFilter(m_filter->text(), m_chips->group()));
    m_table->scrollTo(m_table->currentIndex());
}

void JobsPane::updateMatch()
{
    const JobFilter &filter = m_model->filter();
    const bool isEmpty = m_model->rowCount() == 0 && !filter.isEmpty();
    if (isEmpty && !filter.unknownStatus().isEmpty()) {
        QStringList names;
        for (const JobGroup group : allJobGroups)
            names.append(groupTitle(group).toLower());
        m_noMatchText->setText(
            tr("\"%1\" is no status. There are: %2.").arg(filter.unknownStatus(), names.join(QStringLiteral(", "))));
    } else if (isEmpty) {
        m_noMatchText->setText(tr("The filter hides %n job(s).", nullptr, m_jobs->size()));
    }
    const bool hadFocus = m_table->hasFocus();
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    if (hadFocus && isEmpty)
        m_filter->setFocus();
}

void JobsPane::saveState(QSettings &settings) const
{
    settings.setValue(filterKey, m_filter->text());
    settings.setValue(groupKey, m_chips->group() ? static_cast<int>(*m_chips->group()) : -1);
    settings.setValue(selectedKey, m_table->currentJob().isNull() ? m_remembered : m_table->currentJob());
    m_table->saveState(settings);
}

void JobsPane::restoreState(const QSettings &settings)
{
    m_table->restoreState(settings);
    m_remembered = settings.value(selectedKey).toUuid();
    m_filter->setText(settings.value(filterKey).toString());
    const int group = settings.value(groupKey, -1).toInt();
    if (group >= 0 && group < static_cast<int>(allJobGroups.size()))
        m_chips->setGroup(allJobGroups.at(static_cast<std::size_t>(group)));
    applyFilter();
}

} // namespace ca::dashboard
