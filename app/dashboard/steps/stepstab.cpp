#include "stepstab.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>

#include "agentdialogue.h"
#include "approvalpanel.h"
#include "codelanguages.h"
#include "messageline.h"
#include "noticebar.h"
#include "orchestrator.h"
#include "orchestratorclient.h"
#include "stepdelegate.h"
#include "stepdetail.h"

namespace ca::dashboard {

using namespace std::chrono_literals;

StepsTab::StepsTab(OrchestratorClient *client, std::shared_ptr<CodeLanguages> languages, QWidget *parent)
    : JobTab(parent)
    , m_client(client)
    , m_pause(new NoticeBar(this))
    , m_approval(new ApprovalPanel(client, languages, this))
    , m_hint(new QLabel(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_view(makeView())
    , m_detail(new StepDetail(languages, m_splitter))
    , m_message(new MessageLine(client, this))
{
    m_pause->setObjectName(QStringLiteral("pauseNotice"));
    m_pause->hide();
    m_hint->setObjectName(QStringLiteral("stepsHint"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_splitter->setObjectName(QStringLiteral("stepsSplitter"));
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pause);
    layout->addWidget(m_approval);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_message);
    setFocusProxy(m_view);
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, &StepsTab::tick);
    connect(m_pause, &NoticeBar::buttonClicked, this, &StepsTab::resume);
    connect(m_approval, &ApprovalPanel::answered, this, &JobTab::detailsOutdated);
    connect(m_detail, &StepDetail::logClicked, this, &JobTab::logClicked);
}

QTreeView *StepsTab::makeView()
{
    auto *view = new QTreeView(m_splitter);
    view->setObjectName(QStringLiteral("steps"));
    view->setAccessibleName(tr("Steps"));
    view->setModel(&m_model);
    view->setItemDelegate(new StepDelegate(view));
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    QHeaderView *header = view->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(StepModel::ActionColumn, QHeaderView::Stretch);
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_isSelecting)
            m_isChosen = true;
        showSelected();
    });
    connect(view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT logClicked(index.data(StepModel::StepRole).value<Step>().number);
    });
    return view;
}

void StepsTab::showJob(const Job &job)
{
    const bool isOther = job.id != m_job.id;
    m_job = job;
    if (isOther) {
        const QScopedValueRollback selecting(m_isSelecting, true);
        m_model.setSteps({});
        m_logsFolder.clear();
        m_isChosen = false;
        m_wanted = 0;
        m_approval->showApproval(job.id, {});
        askWhere();
    }
    m_message->showJob(job);
    showPause();
    showSelected();
    if (job.status == JobStatus::Running && isVisible())
        m_clock.start();
    else
        m_clock.stop();
}

void StepsTab::showDetails(const JobDetails &details)
{
    {
        const QScopedValueRollback selecting(m_isSelecting, true);
        m_model.setSteps(details.steps);
        const auto failed = std::ranges::find(details.steps, StepStatus::Failed, &Step::status);
        const bool showsFailed = m_job.isEnded() && failed != details.steps.cend();
        const int newest = showsFailed ? failed->number : static_cast<int>(details.steps.size());
        const int wanted = m_wanted > 0 ? m_wanted : newest;
        if ((!m_isChosen || m_wanted > 0) && wanted > 0 && wanted <= m_model.rowCount()) {
            m_isChosen = m_isChosen || m_wanted > 0;
            m_wanted = 0;
            m_view->setCurrentIndex(m_model.index(wanted - 1, 0));
        }
    }
    const bool isAsked = m_job.status == JobStatus::Running && !m_job.cancelRequested;
    m_approval->showApproval(m_job.id, isAsked ? details.approval : std::nullopt);
    showSelected();
}

void StepsTab::select(int number)
{
    m_wanted = number;
    if (number > 0 && number <= m_model.rowCount()) {
        m_view->setCurrentIndex(m_model.index(std::exchange(m_wanted, 0) - 1, 0));
        m_view->setFocus();
    }
}

void StepsTab::hideEvent(QHideEvent *event)
{
    JobTab::hideEvent(event);
    m_clock.stop();
}

void StepsTab::showSelected()
{
    const QModelIndex current = m_view->currentIndex();
    const bool isEmpty = m_model.rowCount() == 0;
    m_hint->setVisible(isEmpty);
    m_splitter->setVisible(!isEmpty);
    if (m_job.isEnded())
        m_hint->setText(tr("This job ran no steps."));
    else
        m_hint->setText(m_job.status == JobStatus::Scheduled ? tr("Steps appear here once the job runs.")
                                                             : tr("No steps yet."));
    m_detail->showStep(current.isValid() ? std::optional(current.data(StepModel::StepRole).value<Step>())
                                         : std::nullopt,
                       m_job, m_logsFolder);
}

void StepsTab::showPause()
{
    if (m_job.status == JobStatus::Running && m_job.phase == JobPhase::Paused && !m_job.cancelRequested)
        m_pause->setNotice(Symbol::Pause, Accent::Warning,
                           tr("The job is paused: nothing in it runs, and its clocks stand still."), tr("Resume"));
    else
        m_pause->hide();
}

void StepsTab::resume()
{
    m_pause->setNotice(Symbol::Pause, Accent::Warning, tr("Resuming…"));
    m_client
        ->ask<void>([id = m_job.id](Orchestrator &orchestrator) -> QCoro::Task<Result<void>> {
            const auto dialogue = orchestrator.dialogue(id);
            if (!dialogue)
                co_return std::unexpected(dialogue.error());
            co_return co_await (*dialogue)->resume();
        })
        .then(this, [this, id = m_job.id](const Result<void> &done) {
            if (!done && id == m_job.id)
                m_pause->setNotice(Symbol::Failed, Accent::Failure, done.error().message, tr("Resume"));
        });
}

void StepsTab::askWhere()
{
    m_client->jobDir(m_job.id).then(this, [this, id = m_job.id](const Result<QString> &dir) {
        if (!dir || id != m_job.id)
            return;
        m_logsFolder = *dir + QLatin1StringView("/logs");
        showSelected();
    });
}

void StepsTab::tick()
{
    m_model.tick(QDateTime::currentMSecsSinceEpoch());
}

} // namespace ca::dashboard
