#include "overviewtab.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>
#include <chrono>
#include <ranges>
#include <utility>

#include "factlist.h"
#include "noticebar.h"
#include "orchestratorclient.h"

namespace ca::dashboard {

using namespace std::chrono_literals;

OverviewTab::OverviewTab(OrchestratorClient *client, QWidget *parent)
    : JobTab(parent)
    , m_client(client)
{
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setObjectName(QStringLiteral("overviewSplitter"));
    m_splitter->addWidget(makeFacts());
    m_splitter->addWidget(makeEvents());
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_advice = new NoticeBar(this);
    m_advice->setObjectName(QStringLiteral("advice"));
    m_advice->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_advice);
    layout->addWidget(m_splitter, 1);
    connect(m_advice, &NoticeBar::buttonClicked, this, [this] { Q_EMIT stepClicked(m_failedStep); });
    connect(&m_clock, &QTimer::timeout, this, &OverviewTab::refresh);
    m_clock.setInterval(1s);
}

QWidget *OverviewTab::makeFacts()
{
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("overview"));
    area->setAccessibleName(tr("Facts about the job"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    m_facts = new FactList(area);
    area->setWidget(m_facts);
    connect(m_facts, &FactList::linkClicked, this, &OverviewTab::follow);
    setFocusProxy(area);
    return area;
}

QWidget *OverviewTab::makeEvents()
{
    m_eventPane = new QWidget(this);
    auto *title = new QLabel(tr("Events"), m_eventPane);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    m_eventView = new QTreeView(m_eventPane);
    m_eventView->setObjectName(QStringLiteral("events"));
    m_eventView->setAccessibleName(tr("Events, the newest first"));
    m_eventView->setModel(&m_events);
    m_eventView->setRootIsDecorated(false);
    m_eventView->setUniformRowHeights(true);
    m_eventView->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_eventView->header()->setStretchLastSection(true);
    title->setBuddy(m_eventView);
    auto *layout = new QVBoxLayout(m_eventPane);
    layout->setContentsMargins({});
    layout->addWidget(title);
    layout->addWidget(m_eventView);
    m_eventPane->hide();
    return m_eventPane;
}

void OverviewTab::showJob(const Job &job)
{
    if (job.id != m_details.job.id) {
        m_details = {};
        m_context.folder.clear();
        askWhere(job.id);
    }
    m_details.job = job;
    if (job.status == JobStatus::Running && isVisible())
        m_clock.start();
    else
        m_clock.stop();
    refresh();
}

void OverviewTab::showDetails(const JobDetails &details)
{
    m_details = details;
    refresh();
}

void OverviewTab::setApi(const QUrl &url)
{
    m_context.api = url;
    if (!m_details.job.id.isNull())
        refresh();
}

void OverviewTab::showEvent(QShowEvent *event)
{
    JobTab::showEvent(event);
    if (m_details.job.status == JobStatus::Running)
        m_clock.start();
}

void OverviewTab::hideEvent(QHideEvent *event)
{
    JobTab::hideEvent(event);
    m_clock.stop();
}

void OverviewTab::askWhere(const JobId &id)
{
    m_client->jobDir(id).then(this, [this, id](const Result<QString> &dir) {
        if (id != m_details.job.id || !dir)
            return;
        m_context.folder = *dir;
        refresh();
    });
}

void OverviewTab::refresh()
{
    m_context.now = QDateTime::currentMSecsSinceEpoch();
    m_facts->setGroups(factsOf(m_details, m_context));
    m_events.setEvents(m_details.events);
    showEvents();
    showAdvice();
}

void OverviewTab::showEvents()
{
    const bool isSeen = m_events.rowCount() > 0;
    if (isSeen == m_eventPane->isVisibleTo(this))
        return;
    m_eventPane->setVisible(isSeen);
    if (isSeen && !std::exchange(m_isSized, true))
        m_splitter->setSizes({height() * 3 / 5, height() * 2 / 5});
}

void OverviewTab::showAdvice()
{
    const QString advice = adviceFor(m_details.job);
    if (advice.isEmpty())
        return m_advice->hide();
    m_failedStep = 0;
    for (const Step &step : m_details.steps | std::views::reverse) {
        if (step.status == StepStatus::Failed) {
            m_failedStep = step.number;
            break;
        }
    }
    const QString button = m_failedStep > 0 ? tr("Show step %1").arg(m_failedStep) : QString();
    m_advice->setNotice(Symbol::Information, Accent::Neutral, advice, button);
}

void OverviewTab::follow(const QString &target)
{
    if (target == QLatin1StringView("folder"))
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_context.folder));
    else if (target.startsWith(QLatin1StringView("job:")))
        Q_EMIT jobClicked(QUuid::fromString(target.sliced(4)));
    else
        QDesktopServices::openUrl(QUrl(target));
}

} // namespace ca::dashboard
