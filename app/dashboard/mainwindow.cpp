#include "mainwindow.h"

#include <QAction>
#include <QCloseEvent>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>
#include <utility>

#include "corethread.h"
#include "jobpage.h"
#include "jobtable.h"
#include "messagepage.h"
#include "newjobdialog.h"
#include "noticebar.h"
#include "orchestratorclient.h"
#include "quitquestion.h"
#include "resultfile.h"
#include "statuspanel.h"
#include "symbols.h"
#include "twopane.h"
#include "viewtab.h"
#include "welcomepage.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;
const QString geometryKey = QStringLiteral("window/geometry");

} // namespace

MainWindow::MainWindow(OrchestratorClient *client, QSettings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_client(client)
    , m_settings(settings)
    , m_actions(this)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Containerized Agent"));
    setUnifiedTitleAndToolBarOnMac(true);
    makeToolBar();
    makePages();
    connectParts();
    updateActions();
    resize(1120, 680);
    setMinimumSize(420, 320);
    restoreState();
    // What loads fast needs no page that says so.
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, m_message, [this] { m_message->showBusy(tr("Opening the jobs…")); });
    m_patience.start(200ms);
}

MainWindow::~MainWindow() = default;

void MainWindow::follow(CoreThread *core)
{
    connect(core, &CoreThread::failed, this, &MainWindow::showFault);
    connect(core, &CoreThread::apiChanged, this, &MainWindow::setApi);
    connect(core, &CoreThread::engineChecked, this, &MainWindow::setEngine);
    connect(this, &MainWindow::otherPortRequested, core,
            [core] { core->listen({.address = QHostAddress(QHostAddress::LocalHost), .port = 0}); });
    connect(this, &MainWindow::stopRequested, core, &CoreThread::stop);
}

void MainWindow::makeToolBar()
{
    auto *quitAction = new QAction(tr("Quit"), this);
    quitAction->setObjectName(QStringLiteral("quit"));
    quitAction->setShortcuts({QKeySequence(QKeySequence::Quit), QKeySequence(Qt::CTRL | Qt::Key_Q)});
    connect(quitAction, &QAction::triggered, this, &QWidget::close);
    addAction(quitAction);

    auto *bar = addToolBar(tr("Jobs"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});
    bar->addActions(m_actions.all());
    auto *gap = new QWidget(bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    m_menu = new QMenu(bar);
    m_menu->addAction(quitAction);
    auto *button = new QToolButton(bar);
    button->setObjectName(QStringLiteral("menuButton"));
    button->setIcon(symbolIcon(Symbol::Menu));
    button->setText(tr("Menu"));
    button->setToolTip(tr("Menu (F10)"));
    button->setShortcut(Qt::Key_F10);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(m_menu);
    bar->addWidget(button);
}

void MainWindow::makePages()
{
    m_pages = new QStackedWidget(this);
    m_message = new MessagePage(m_pages);
    m_welcome = new WelcomePage(m_pages);
    m_page = new JobPage(m_client, m_pages);
    m_page->addTab(new ViewTab(m_client, Service::Desktop, m_page), tr("Desktop"), Symbol::Desktop);
    m_page->addTab(new ViewTab(m_client, Service::Notebook, m_page), tr("Notebook"), Symbol::Notebook);
    m_table = new JobTable(&m_jobs, m_pages);
    m_table->addActions(m_actions.all());
    m_panes = new TwoPane(m_table, m_page, m_pages);
    for (QWidget *page :
         {static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_welcome), static_cast<QWidget *>(m_panes)})
        m_pages->addWidget(page);
    m_engineNotice = new NoticeBar(this);
    m_engineNotice->setObjectName(QStringLiteral("engineNotice"));
    m_engineNotice->hide();
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_engineNotice);
    layout->addWidget(m_pages, 1);
    setCentralWidget(central);
    m_status = new StatusPanel(this);
    statusBar()->addWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectParts()
{
    connect(m_client, &OrchestratorClient::jobsChanged, this, &MainWindow::takeJobs);
    connect(m_client, &OrchestratorClient::jobsRemoved, this, &MainWindow::dropJobs);
    connect(m_client, &OrchestratorClient::loaded, this, [this] {
        m_loaded = true;
        m_patience.stop();
        showJobs();
    });
    connect(m_actions.newJob(), &QAction::triggered, this, [this] { newJob(); });
    connect(m_actions.cancel(), &QAction::triggered, this, &MainWindow::cancelJob);
    connect(m_actions.openResult(), &QAction::triggered, this, &MainWindow::openResult);
    connect(m_welcome, &WelcomePage::newJobClicked, this, [this] { newJob(); });
    connect(m_welcome, &WelcomePage::exampleChosen, this, &MainWindow::newJob);
    connect(m_table, &JobTable::currentJobChanged, this, &MainWindow::selectJob);
    connect(m_table, &JobTable::jobActivated, m_panes, &TwoPane::showPage);
    connect(m_page, &JobPage::backClicked, m_panes, &TwoPane::showList);
    connect(m_page, &JobPage::openResultClicked, this, &MainWindow::openResult);
    connect(m_panes, &TwoPane::pageAloneChanged, m_page, &JobPage::setBackVisible);
    connect(m_status, &StatusPanel::otherPortRequested, this, &MainWindow::otherPortRequested);
    connect(m_message, &MessagePage::buttonClicked, this, &QWidget::close);
}

void MainWindow::setApi(const ApiState &state)
{
    m_status->setApi(state);
}

void MainWindow::setEngine(const EngineState &state)
{
    m_status->setEngine(state);
    if (state.error.isEmpty())
        m_engineNotice->hide();
    else
        m_engineNotice->setNotice(Symbol::Warning, Accent::Failure, state.error);
}

void MainWindow::showFault(const Error &error)
{
    m_patience.stop();
    const bool isHeld = error.code == ErrorCode::Conflict;
    m_message->showFault(isHeld ? tr("The jobs are open in another program") : tr("The jobs cannot be opened"),
                         error.message, tr("Close"));
    m_pages->setCurrentWidget(m_message);
    m_status->hide();
    updateActions();
}

void MainWindow::raiseWindow(const QByteArray &activationToken)
{
    if (!activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken); // where Qt's Wayland plugin looks for it
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
}

void MainWindow::takeJobs(const QList<Job> &jobs)
{
    m_jobs.apply(jobs);
    if (!m_loaded || m_stopping)
        return;
    showJobs();
    if (!m_awaited.isNull() && m_jobs.job(m_awaited) != nullptr)
        m_table->select(std::exchange(m_awaited, {}));
    for (const Job &job : jobs) {
        if (job.id == m_current)
            selectJob(m_current);
    }
}

void MainWindow::dropJobs(const QList<JobId> &ids)
{
    m_jobs.remove(ids);
    if (ids.contains(m_current) && m_jobs.rowCount() == 0)
        selectJob({});
    showJobs();
}

void MainWindow::showJobs()
{
    QWidget *page = m_welcome;
    if (m_jobs.rowCount() > 0)
        page = m_panes;
    if (m_pages->currentWidget() != page) {
        m_pages->setCurrentWidget(page);
        (page == m_panes ? static_cast<QWidget *>(m_table) : page)->setFocus();
        m_table->selectFirst();
    }
    updateActions();
}

void MainWindow::selectJob(const JobId &id)
{
    m_current = id;
    const Job *job = m_jobs.job(id);
    m_page->setJob(job != nullptr ? std::optional(*job) : std::nullopt);
    updateActions();
}

void MainWindow::updateActions()
{
    m_actions.update(m_jobs.job(m_current), m_loaded && !m_stopping);
}

void MainWindow::newJob(const QString &prompt)
{
    auto *dialog = new NewJobDialog(m_client, this); // deletes itself when closed
    if (!prompt.isEmpty())
        dialog->setPrompt(prompt);
    connect(dialog, &NewJobDialog::scheduled, this, [this](const JobId &id) {
        m_awaited = id;
        takeJobs({});
    });
    dialog->open();
}

void MainWindow::cancelJob()
{
    const JobId id = m_current;
    m_jobs.setCancelling(id, true);
    selectJob(id);
    m_client->cancel(id).then(this, [this, id](const Result<bool> &result) {
        if (result && *result)
            return;
        m_jobs.setCancelling(id, false);
        selectJob(m_current);
        if (!result && id == m_current)
            m_page->showRemark(result.error().message);
    });
}

void MainWindow::openResult()
{
    m_client->jobDir(m_current).then(this, [this](const Result<QString> &dir) {
        const QString remark = dir ? openResultFile(*dir + QLatin1StringView("/output.zip")) : dir.error().message;
        if (!remark.isEmpty())
            m_page->showRemark(remark);
    });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    if (m_stopping || !m_client->isAttached()) {
        event->accept();
        if (!std::exchange(m_stopping, true))
            Q_EMIT stopRequested();
        return;
    }
    event->ignore();
    if (const int running = m_jobs.runningCount(); running > 0)
        askToQuit(running);
    else
        quit();
}

void MainWindow::askToQuit(int running)
{
    auto *question = new QuitQuestion(running, m_jobs.waitingCount(), this); // deletes itself when closed
    connect(question, &QuitQuestion::confirmed, this, &MainWindow::quit);
    question->open();
}

void MainWindow::quit()
{
    for (int row = 0; row < m_jobs.rowCount(); ++row) {
        const Job job = m_jobs.index(row, 0).data(JobModel::JobRole).value<Job>();
        if (job.status == JobStatus::Running)
            m_client->cancel(job.id); // else it would read "interrupted", and that is not what was chosen
    }
    m_stopping = true;
    m_patience.stop();
    updateActions();
    m_message->showBusy(tr("Stopping…"), tr("The sandboxes are being taken down. This takes a few seconds at most."));
    m_pages->setCurrentWidget(m_message);
    Q_EMIT stopRequested();
}

void MainWindow::saveState()
{
    m_settings->setValue(geometryKey, saveGeometry());
    m_table->saveState(*m_settings);
    m_panes->saveState(*m_settings);
}

void MainWindow::restoreState()
{
    restoreGeometry(m_settings->value(geometryKey).toByteArray());
    m_table->restoreState(*m_settings);
    m_panes->restoreState(*m_settings);
}

} // namespace ca::dashboard
