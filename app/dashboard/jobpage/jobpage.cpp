#include "jobpage.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "jobheader.h"
#include "joblook.h"
#include "jobtab.h"
#include "orchestratorclient.h"

namespace ca::dashboard {

namespace {
const QString tabKey = QStringLiteral("jobPage/tab");
const QString splitterKey = QStringLiteral("jobPage/splitters/");
} // namespace

JobPage::JobPage(OrchestratorClient *client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_watch(client)
    , m_stack(new QStackedLayout(this))
{
    setObjectName(QStringLiteral("jobPage"));
    auto *hint = new QLabel(tr("Select a job to see how it does."), this);
    hint->setObjectName(QStringLiteral("jobPageHint"));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    m_stack->addWidget(hint);
    m_stack->addWidget(makePage());
    setFocusProxy(m_tabs);
    connect(&m_watch, &JobWatch::detailsChanged, this, &JobPage::feed);
    connect(&m_watch, &JobWatch::failed, this, &JobPage::showRemark);
}

JobPage::~JobPage()
{
    m_tabs->disconnect(this); // its own end must not feed tabs that go
}

QWidget *JobPage::makePage()
{
    auto *page = new QWidget(this);
    m_header = new JobHeader(page);
    m_tabs = new QTabWidget(page);
    m_tabs->setObjectName(QStringLiteral("jobTabs"));
    m_tabs->setAccessibleName(tr("Parts of the job"));
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideNone);
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(m_header);
    layout->addWidget(m_tabs, 1);
    connect(m_tabs, &QTabWidget::currentChanged, this, &JobPage::feed);
    connect(m_header, &JobHeader::backClicked, this, &JobPage::backClicked);
    connect(m_header, &JobHeader::openResultClicked, this, &JobPage::openResultClicked);
    return page;
}

void JobPage::addTab(const QString &name, const QString &title, MakeTab make)
{
    auto *holder = new QWidget(m_tabs);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, layout->contentsMargins().top(), 0, 0);
    m_places.push_back(
        {.name = name, .make = std::move(make), .holder = holder}); // first: the tab may come to the front
    m_tabs->addTab(holder, title);
    addTabAction(name, title);
}

void JobPage::addTabAction(const QString &name, const QString &title)
{
    auto *action = new QAction(tr("Show %1").arg(title), this);
    action->setObjectName(QStringLiteral("showTab_") + name);
    if (const int number = m_tabs->count(); number <= 9) {
        const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number));
        action->setShortcut(keys);
        m_tabs->setTabToolTip(number - 1, keys.toString(QKeySequence::NativeText));
    }
    connect(action, &QAction::triggered, this, [this, name] { showTab(name); });
    addAction(action);
}

const JobPage::Place *JobPage::find(const QString &name) const
{
    const auto found = std::ranges::find(m_places, name, &Place::name);
    return found != m_places.end() ? &*found : nullptr;
}

void JobPage::showTab(const QString &name)
{
    const Place *place = find(name);
    if (place == nullptr)
        return;
    m_tabs->setCurrentWidget(place->holder);
    if (place->tab != nullptr)
        place->tab->setFocus();
}

void JobPage::setApi(const QUrl &url)
{
    if (std::exchange(m_api, url) != url)
        Q_EMIT apiChanged(url);
}

QString JobPage::currentTab() const
{
    const int current = m_tabs->currentIndex();
    return current < 0 ? QString() : m_places.at(static_cast<std::size_t>(current)).name;
}

JobTab *JobPage::tab(const QString &name) const
{
    const Place *place = find(name);
    return place != nullptr ? place->tab : nullptr;
}

void JobPage::setJob(const std::optional<Job> &job)
{
    const bool isOther = job.has_value() != m_job.has_value() || (job && job->id != m_job->id);
    const bool newStatus = !isOther && job && job->status != m_job->status;
    m_job = job;
    m_watch.watch(job ? job->id : JobId());
    m_stack->setCurrentIndex(job ? 1 : 0);
    if (isOther)
        m_header->showRemark({});
    Q_EMIT jobShown(job);
    if (!job)
        return m_header->showNoJob();
    m_header->showJob(*job);
    feed();
    if (newStatus)
        announce(*job);
}

void JobPage::setBackVisible(bool visible)
{
    m_header->setBackVisible(visible);
}

void JobPage::showRemark(const QString &sentence)
{
    m_header->showRemark(sentence);
}

void JobPage::feed()
{
    const int current = m_tabs->currentIndex();
    if (!m_job || current < 0)
        return;
    Place &place = m_places.at(static_cast<std::size_t>(current));
    if (place.tab == nullptr)
        makeCurrent(place);
    place.tab->showJob(*m_job);
    if (const auto &details = m_watch.details(); details && details->job.id == m_job->id)
        place.tab->showDetails(*details);
}

void JobPage::makeCurrent(Place &place)
{
    place.tab = place.make(place.holder);
    place.tab->setObjectName(place.name);
    place.holder->layout()->addWidget(place.tab);
    connect(place.tab, &JobTab::detailsOutdated, &m_watch, &JobWatch::refresh);
    connect(place.tab, &JobTab::jobClicked, this, &JobPage::jobClicked);
    place.holder->setFocusProxy(place.tab);
    place.tab->show(); // now: a layout does so only later
    place.tab->setAccessibleName(m_tabs->tabText(m_tabs->indexOf(place.holder)));
    for (QSplitter *splitter : place.tab->findChildren<QSplitter *>())
        splitter->restoreState(m_splitters.value(splitter->objectName()));
}

void JobPage::announce(const Job &job)
{
    QAccessibleAnnouncementEvent event(this, job.title + QStringLiteral(": ") + lookOf(job).word);
    QAccessible::updateAccessibility(&event);
}

void JobPage::saveState(QSettings &settings) const
{
    settings.setValue(tabKey, currentTab());
    for (const Place &place : m_places) {
        if (place.tab == nullptr)
            continue;
        for (const QSplitter *splitter : place.tab->findChildren<QSplitter *>())
            settings.setValue(splitterKey + splitter->objectName(), splitter->saveState());
    }
}

void JobPage::restoreState(const QSettings &settings)
{
    for (const QString &key : settings.allKeys()) {
        if (key.startsWith(splitterKey))
            m_splitters.insert(key.sliced(splitterKey.size()), settings.value(key).toByteArray());
    }
    if (const Place *place = find(settings.value(tabKey).toString()))
        m_tabs->setCurrentWidget(place->holder);
}

} // namespace ca::dashboard
