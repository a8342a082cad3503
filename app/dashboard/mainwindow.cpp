#include "mainwindow.h"

#include <QAction>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QUrl>
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
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Containerized Agent"));
    setUnifiedTitleAndToolBarOnMac(true);
    makeActions();
    makePages();
    connectParts();
    updateActions();
    resize(1120, 680);
    setMinimumSize(420, 320);
    restoreState();
    // What loads fast needs no page that says so.
    QTimer::singleShot(200ms, this, [this] {
        if (!m_loaded && m_pages->currentWidget() == m_message)
            m_message->showBusy(tr("Opening the jobs…"));
    });
}

MainWindow::~MainWindow() = default;

void MainWindow::follow(CoreThread *core)
{
    connect(core, &CoreThread::failed, this, &MainWindow::showFault);
    connect(core, &CoreThread::apiChanged, this, &MainWindow::setApi);
    connect(core, &CoreThread::engineChecked, this, &MainWindow::setEngine);
    connect(this, &MainWindow::otherPortRequested, core, [core] { core->listen({.address = QHostAddress(QHostAddress::LocalHost), .port = 0}); });
    connect(this, &MainWindow::stopRequested, core, &CoreThread::stop);
}

void MainWindow::makeActions()
{
    const auto make = [this](Symbol symbol, const QString &text, const QString &name, const QKeySequence &keys) {
        auto *action = new QAction(symbolIcon(symbol), text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        const QString shown = keys.toString(QKeySequence::NativeText);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, shown));
        return action;
    };
    m_newJob = make(Symbol::New, tr("New job"), QStringLiteral("newJob"), QKeySequence(QKeySequence::New));
    m_cancel = make(Symbol::Cancel, tr("Cancel"), QStringLiteral("cancelJob"), QKeySequence(Qt::CTRL | Qt::Key_Period));
    m_openResult = make(Symbol::OpenResult, tr("Open result"), QStringLiteral("openResult"), QKeySequence(QKeySequence::Open));
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
    bar->addActions({m_newJob, m_cancel, m_openResult});
}

void MainWindow::makePages()
{
    m_pages = new QStackedWidget(this);
    m_message = new MessagePage(m_pages);
    m_welcome = new WelcomePage(m_pages);
    m_page = new JobPage(m_client, m_pages);
    m_panes = new TwoPane(makeList(), m_page, m_pages);
    for (QWidget *page : {static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_welcome), static_cast<QWidget *>(m_panes)})
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

QWidget *MainWindow::makeList()
{
    m_table = new JobTable(&m_jobs, this);
    m_table->addActions({m_newJob, m_cancel, m_openResult});
    return m_table;
}

void MainWindow::connectParts()
{
    connect(m_client, &OrchestratorClient::jobsChanged, this, &MainWindow::takeJobs);
    connect(m_client, &OrchestratorClient::loaded, this, [this] {
        m_loaded = true;
        showJobs();
        m_table->selectFirst();
    });
    connect(m_newJob, &QAction::triggered, this, [this] { newJob(); });
    connect(m_cancel, &QAction::triggered, this, &MainWindow::cancelJob);
    connect(m_openResult, &QAction::triggered, this, &MainWindow::openResult);
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

void MainWindow::showJobs()
{
    QWidget *page = m_welcome;
    if (m_jobs.rowCount() > 0)
        page = m_panes;
    if (m_pages->currentWidget() != page) {
        m_pages->setCurrentWidget(page);
        (page == m_panes ? static_cast<QWidget *>(m_table) : page)->setFocus();
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
    const Job *job = m_jobs.job(m_current);
    m_newJob->setEnabled(m_loaded && !m_stopping);
    m_cancel->setEnabled(job != nullptr && !job->isEnded() && !job->cancelRequested && !m_stopping);
    m_openResult->setEnabled(job != nullptr && job->isEnded() && job->hasResult() && !m_stopping);
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
        if (dir)
            openFile(*dir + QLatin1StringView("/output.zip"));
        else
            m_page->showRemark(dir.error().message);
    });
}

void MainWindow::openFile(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    if (!QFileInfo::exists(path))
        m_page->showRemark(tr("The result is no longer there: %1 was moved or deleted. Run the task again to get a new one.").arg(shown));
    else if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        m_page->showRemark(tr("No program on this computer opens ZIP files. The result is %1").arg(shown));
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
    auto *box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("quitQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Quit"));
    box->setText(tr("%n job(s) still running", nullptr, running));
    QStringList notes{tr("Quitting ends what runs. Logs and files made so far are kept.")};
    if (const int waiting = m_jobs.waitingCount(); waiting > 0)
        notes += tr("%n waiting job(s) will run after the next start.", nullptr, waiting);
    box->setInformativeText(notes.join(QLatin1Char(' ')));
    auto *cancelAll = box->addButton(tr("Cancel %n job(s) and quit", nullptr, running), QMessageBox::DestructiveRole);
    cancelAll->setObjectName(QStringLiteral("cancelAndQuit"));
    auto *keep = box->addButton(tr("Keep running"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("keepRunning"));
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(cancelAll, &QPushButton::clicked, this, &MainWindow::quit);
    box->open();
}

void MainWindow::quit()
{
    for (int row = 0; row < m_jobs.rowCount(); ++row) {
        const Job job = m_jobs.index(row, 0).data(JobModel::JobRole).value<Job>();
        if (job.status == JobStatus::Running)
            m_client->cancel(job.id); // else it would read "interrupted", and that is not what was chosen
    }
    m_stopping = true;
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
