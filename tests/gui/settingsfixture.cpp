#include "settingsfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

#include "core.h"
#include "settingsdialog.h"

namespace ca::dashboard {

using namespace Qt::StringLiterals;

SettingsFixture::SettingsFixture()
    : m_sources{.arguments = {},
                .environment = {},
                .workingDir = m_folder.path(),
                .configDir = m_folder.filePath(u"config"_s)}
{
    setEnvironment(u"AGENT_OUTPUT_DIR"_s, m_folder.filePath(u"data"_s));
    setEnvironment(u"AGENT_KEYCHAIN"_s, u"off"_s);
}

SettingsFixture::~SettingsFixture()
{
    stop();
}

void SettingsFixture::start()
{
    stop();
    const Settings settings = storedSettings();
    CoreConfig config = CoreConfig::from(settings);
    config.orchestrator.agentPath = qEnvironmentVariable("CA_BIN_DIR") + u"/containerized-agent-runner"_s;
    m_windowSettings = std::make_unique<QSettings>(m_folder.filePath(u"dashboard.ini"_s), QSettings::IniFormat);
    m_core = std::make_unique<CoreThread>(config);
    m_client = std::make_unique<OrchestratorClient>();
    m_window = std::make_unique<MainWindow>(m_client.get(), m_windowSettings.get());
    m_shell = std::make_unique<Shell>(Shell::Parts{.window = m_window.get(),
                                                   .client = m_client.get(),
                                                   .windowSettings = m_windowSettings.get(),
                                                   .sources = m_sources,
                                                   .running = settings});
    m_window->follow(m_core.get());
    m_shell->follow(m_core.get());
    QObject::connect(m_core.get(), &CoreThread::opened, m_client.get(), &OrchestratorClient::attach);
    QObject::connect(m_core.get(), &CoreThread::stopping, m_client.get(), &OrchestratorClient::detach);
    QObject::connect(m_core.get(), &CoreThread::apiChanged, m_window.get(),
                     [this](const ApiState &state) { m_api = state.url; });
    QObject::connect(m_client.get(), &OrchestratorClient::loaded, m_window.get(), [this] { m_open = true; });
    m_core->start();
    m_window->show();
}

void SettingsFixture::stop()
{
    m_core.reset(); // first, as in the program: it ends what runs
    m_shell.reset();
    m_window.reset();
    m_client.reset();
    m_open = false;
    m_api.clear();
}

bool SettingsFixture::waitUntilOpen()
{
    m_window->activateWindow();
    return QTest::qWaitForWindowActive(m_window.get()) &&
           QTest::qWaitFor([this] { return m_open && !m_api.isEmpty(); }, 30'000);
}

Settings SettingsFixture::storedSettings() const
{
    return Settings::read({}, m_sources).value_or(Settings());
}

void SettingsFixture::openSettings(int subject)
{
    if (m_window->findChild<SettingsDialog *>() == nullptr) {
        QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
        auto *dialog = m_window->findChild<SettingsDialog *>();
        QVERIFY(dialog != nullptr);
        QVERIFY(QTest::qWaitForWindowActive(dialog));
    }
    m_window->findChild<QListWidget *>(u"subjects"_s)->setCurrentRow(subject);
}

void SettingsFixture::enter(const QString &setting, const QString &text)
{
    auto *line = find<QLineEdit>(setting + u".value"_s);
    QVERIFY(line != nullptr && line->isEnabled());
    line->setFocus();
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
}

QString SettingsFixture::noteOf(const QString &setting) const
{
    return find<QLabel>(setting + u".note"_s)->text();
}

} // namespace ca::dashboard
