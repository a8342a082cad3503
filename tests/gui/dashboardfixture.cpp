#include "dashboardfixture.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>

#include "core.h"
#include "jobmodel.h"
#include "jobpage.h"
#include "newjobdialog.h"

namespace ca::dashboard {

namespace {

Settings settingsFrom(const QStringList &environment, const QString &folder)
{
    SettingSources sources{.arguments = {},
                           .environment = QProcessEnvironment::systemEnvironment(),
                           .workingDir = folder,
                           .configDir = folder};
    for (const QString &entry : environment)
        sources.environment.insert(entry.section(QLatin1Char('='), 0, 0), entry.section(QLatin1Char('='), 1));
    const auto settings = Settings::read({}, sources);
    if (!settings)
        qFatal("%ls", qUtf16Printable(settings.error().message));
    return *settings;
}

} // namespace

DashboardFixture::DashboardFixture(quint16 port, const QString &dataDir, const QStringList &environment)
    : m_dataDir(dataDir.isEmpty() ? m_folder.filePath(QStringLiteral("data")) : dataDir)
    , m_settings(std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("dashboard.ini")), QSettings::IniFormat))
{
    const Settings settings = settingsFrom(environment, m_folder.path());
    OrchestratorConfig config = OrchestratorConfig::from(settings, QStringLiteral("the dashboard under test"));
    config.dataDir = m_dataDir;
    config.agentPath = qEnvironmentVariable("CA_BIN_DIR") + QStringLiteral("/containerized-agent-runner");
    config.maxRunning = 2;
    m_core = std::make_unique<CoreThread>(
        CoreConfig{.orchestrator = config,
                   .listen = ListenAddress{.address = QHostAddress(QHostAddress::LocalHost), .port = port},
                   .settings = settings});
    m_settings->setValue(QStringLiteral("jobPage/tab"), QStringLiteral("logs")); // as somebody left it who reads logs
    m_client = std::make_unique<OrchestratorClient>();
    m_window = std::make_unique<MainWindow>(m_client.get(), m_settings.get());
    m_window->follow(m_core.get());
    QObject::connect(m_core.get(), &CoreThread::opened, m_client.get(), &OrchestratorClient::attach);
    QObject::connect(m_core.get(), &CoreThread::stopping, m_client.get(), &OrchestratorClient::detach);
    QObject::connect(m_client.get(), &OrchestratorClient::loaded, m_window.get(), [this] { m_open = true; });
    m_core->start();
    m_window->show();
}

DashboardFixture::~DashboardFixture()
{
    m_core.reset(); // first, as in the program: it ends what runs
}

bool DashboardFixture::waitUntilOpen()
{
    m_window->activateWindow();
    return QTest::qWaitForWindowActive(m_window.get()) && QTest::qWaitFor([this] { return m_open; }, 10'000);
}

void DashboardFixture::startJob(const QString &prompt)
{
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    auto *dialog = m_window->findChild<NewJobDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *editor = dialog->findChild<QPlainTextEdit *>(QStringLiteral("prompt"));
    QTRY_VERIFY2(editor->hasFocus(), qPrintable(QDebug::toString(QApplication::focusWidget())));
    QTest::keyClicks(editor, prompt);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_window->findChild<NewJobDialog *>() == nullptr);
    m_window->activateWindow(); // as a window manager does; offscreen there is none
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

JobId DashboardFixture::schedule(const JobRequest &request)
{
    const auto scheduled = m_client->schedule(request);
    if (!QTest::qWaitFor([&scheduled] { return scheduled.isFinished(); }, 20'000))
        return {};
    return scheduled.result().value_or(JobId());
}

void DashboardFixture::showTab(const QString &name)
{
    find<JobPage>("jobPage")->showTab(name);
}

QString DashboardFixture::jobDir(const JobId &id) const
{
    return m_dataDir + QStringLiteral("/jobs/") + id.toString(QUuid::WithoutBraces);
}

QString DashboardFixture::firstStatus() const
{
    return find<QTableView>("jobTable")->model()->index(0, JobModel::StatusColumn).data().toString();
}

} // namespace ca::dashboard
