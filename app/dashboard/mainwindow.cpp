#include "mainwindow.h"

#include <QAction>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <utility>

#include "bottombars.h"
#include "corethread.h"
#include "jobcommands.h"
#include "jobfeedback.h"
#include "jobpage.h"
#include "jobspane.h"
#include "jobtable.h"
#include "jobtabs.h"
#include "jobtoolbar.h"
#include "messagepage.h"
#include "newjobdialog.h"
#include "noticebar.h"
#include "orchestratorclient.h"
#include "quitquestion.h"
#include "statuspanel.h"
#include "symbols.h"
#include "twopane.h"
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
    , m_newJobMemory(settings)
    , m_commands(new JobCommands(client, &m_jobs, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Containerized Agent"));
    makePages();
    makeToolBar();
    connectList();
    connectCommands();
    connectParts();
    resize(1120, 680);
    setMinimumSize(420, 320);
    restoreState();
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
    connect(quitAction, &QAction::triggered, this, &MainWindow::requestQuit);
    addAction(quitAction);
    auto *bar = new JobToolBar(m_commands->actions().forToolBar(), this);
    addToolBar(bar);
    m_menu = bar->menu();
    bar->addJobMenu(m_commands->actions().forMenu());
    m_menu->addMenu(m_table->columnsMenu());
    m_menu->addSeparator();
    m_menu->addAction(quitAction);
}

void MainWindow::makePages()
{
    m_pages = new QStackedWidget(this);
    m_message = new MessagePage(m_pages);
    m_welcome = new WelcomePage(m_pages);
    m_page = new JobPage(m_client, m_pages);
    addJobTabs(m_page, m_client);
    m_list = new JobsPane(&m_jobs, m_pages);
    m_list->addJobActions(m_commands->actions().forMenu());
    m_table = m_list->table();
    m_panes = new TwoPane(m_list, m_page, m_pages);
    for (QWidget *page :
         {static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_welcome), static_cast<QWidget *>(m_panes)})
        m_pages->addWidget(page);
    m_engineNotice = new NoticeBar(this);
    m_engineNotice->setObjectName(QStringLiteral("engineNotice"));
    m_engineNotice->hide();
    m_bars = new BottomBars(this);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_engineNotice);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_bars);
    setCentralWidget(central);
    m_status = new StatusPanel(this);
    statusBar()->addWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectList()
{
    connect(m_client, &OrchestratorClient::jobsChanged, &m_jobs, &JobList::apply);
    connect(m_client, &OrchestratorClient::jobsRemoved, &m_jobs, &JobList::remove);
    connect(m_client, &OrchestratorClient::loaded, this, [this] {
        m_loaded = true;
        m_patience.stop();
        m_commands->setReady(!m_stopping);
        showJobs();
    });
    connect(&m_jobs, &JobList::countsChanged, this, &MainWindow::showJobs);
    connect(&m_jobs, &JobList::changed, this, [this](const QList<JobEntry *> &entries) {
        if (std::ranges::any_of(entries, [id = m_table->currentJob()](auto *entry) { return entry->job.id == id; }))
            showCurrent();
    });
    connect(m_table, &JobTable::currentJobChanged, this, &MainWindow::showCurrent);
    connect(m_table, &JobTable::selectedJobsChanged, this, &MainWindow::updateTargets);
    connect(m_table, &JobTable::jobActivated, m_panes, &TwoPane::showPage);
    connect(m_page, &JobPage::jobClicked, m_list, [this](const JobId &id) { m_table->select(id); });
    connect(m_list, &JobsPane::newJobsHidden, m_bars, [this](const QList<JobId> &ids) {
        m_bars->inform(tr("%n job(s) started; the filter hides them.", nullptr, static_cast<int>(ids.size())),
                       tr("Show all jobs"), [this, ids] { m_list->showAll(ids); });
    });
    connect(m_list->findAction(), &QAction::triggered, m_panes, &TwoPane::showListFor);
}

void MainWindow::connectCommands()
{
    connect(m_commands, &JobCommands::newJobRequested, this, &MainWindow::openNewJob);
    connect(m_commands, &JobCommands::editRequested, this,
            [this](const JobRequest &request) { openNewJob()->setRequest(request); });
    connect(m_commands, &JobCommands::retried, m_list, &JobsPane::selectNew);
    connectFeedback(m_commands, m_bars);
    connect(&m_commands->deletion(), &JobDeletion::restored, m_table,
            [this](const QList<JobId> &ids) { m_table->select(ids); });
}

void MainWindow::connectParts()
{
    connect(m_welcome, &WelcomePage::newJobClicked, this, &MainWindow::openNewJob);
    connect(m_welcome, &WelcomePage::exampleChosen, this,
            [this](const QString &prompt) { openNewJob()->setPrompt(prompt); });
    connect(m_page, &JobPage::backClicked, m_panes, &TwoPane::showList);
    connect(m_page, &JobPage::openResultClicked, this, [this] { m_commands->openResult(m_table->currentJob()); });
    connect(m_panes, &TwoPane::pageAloneChanged, m_page, &JobPage::setBackVisible);
    connect(m_status, &StatusPanel::otherPortRequested, this, &MainWindow::otherPortRequested);
    connect(m_message, &MessagePage::buttonClicked, this, &QWidget::close);
}

void MainWindow::setApi(const ApiState &state)
{
    m_status->setApi(state);
    m_page->setApi(state.url);
    m_commands->setApi(state);
}

void MainWindow::setEngine(const EngineState &state)
{
    m_status->setEngine(state);
    m_engineNotice->setNotice(Symbol::Warning, Accent::Failure, state.error);
    m_engineNotice->setVisible(!state.error.isEmpty());
}

void MainWindow::showFault(const Error &error)
{
    m_patience.stop();
    m_message->showFault(error.code == ErrorCode::Conflict ? tr("The jobs are open in another program")
                                                           : tr("The jobs cannot be opened"),
                         error.message, tr("Close"));
    m_pages->setCurrentWidget(m_message);
    m_status->hide();
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

void MainWindow::showJobs()
{
    if (!m_loaded || m_stopping)
        return;
    QWidget *page = m_jobs.size() > 0 ? static_cast<QWidget *>(m_panes) : m_welcome;
    if (m_pages->currentWidget() == page)
        return;
    if (page == m_panes && m_table->currentJob().isNull())
        m_list->selectRemembered(); // before the list gets the focus, and takes its first row for the current one
    m_pages->setCurrentWidget(page);
    page->setFocus();
}

void MainWindow::showCurrent()
{
    const Job *job = m_jobs.job(m_table->currentJob());
    m_page->setJob(job != nullptr ? std::optional(*job) : std::nullopt);
}

// What the filter hides is still meant while its page is seen and nothing else is selected.
void MainWindow::updateTargets()
{
    QList<JobId> ids = m_table->selectedJobs();
    if (ids.isEmpty() && m_page->isVisible() && m_jobs.job(m_table->currentJob()) != nullptr)
        ids = {m_table->currentJob()};
    m_commands->setTargets(ids);
}

NewJobDialog *MainWindow::openNewJob()
{
    auto *dialog = new NewJobDialog(m_client, &m_newJobMemory, this); // deletes itself when closed
    connect(dialog, &NewJobDialog::scheduled, m_list, [this](const JobId &id) { m_list->selectNew({id}); });
    dialog->open();
    return dialog;
}

// Ctrl+F, where nothing else takes it.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find) && m_pages->currentWidget() == m_panes)
        return m_list->findAction()->trigger();
    QMainWindow::keyPressEvent(event);
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
    if (m_staysWhenClosed && !m_quitRequested) {
        hide();
        Q_EMIT stayed();
        return;
    }
    const int running = m_jobs.count(JobGroup::Running);
    if (running == 0)
        return quit();
    auto *question = new QuitQuestion(running, m_jobs.count(JobGroup::Waiting), this); // deletes itself when closed
    connect(question, &QuitQuestion::confirmed, this, [this] {
        m_commands->cancelRunning(); // else they would read "interrupted", and that is not what was chosen
        quit();
    });
    question->open();
}

void MainWindow::requestQuit()
{
    if (!isVisible() && m_jobs.count(JobGroup::Running) > 0)
        raiseWindow({}); // the question is asked on top of it
    m_quitRequested = true;
    close();
    m_quitRequested = false;
}

void MainWindow::quitAtOnce()
{
    saveState();
    quit();
}

void MainWindow::quit()
{
    if (std::exchange(m_stopping, true))
        return;
    m_patience.stop();
    m_commands->setReady(false);
    m_commands->saver().cancel();
    m_message->showBusy(tr("Stopping…"), tr("The sandboxes are being taken down. This takes a few seconds at most."));
    m_pages->setCurrentWidget(m_message);
    m_commands->deletion().finish([this] { Q_EMIT stopRequested(); });
}

void MainWindow::saveState()
{
    m_settings->setValue(geometryKey, saveGeometry());
    m_list->saveState(*m_settings);
    m_panes->saveState(*m_settings);
    m_page->saveState(*m_settings);
}

void MainWindow::restoreState()
{
    restoreGeometry(m_settings->value(geometryKey).toByteArray());
    m_list->restoreState(*m_settings);
    m_panes->restoreState(*m_settings);
    m_page->restoreState(*m_settings);
}

} // namespace ca::dashboard
