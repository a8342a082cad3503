#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QTest>
#include <QTreeWidget>

#include "aboutdialog.h"
#include "commandpalette.h"
#include "healthdialog.h"
#include "mainwindow.h"
#include "orchestratorclient.h"
#include "providerspage.h"
#include "settingsdialog.h"
#include "shell.h"
#include "shortcutsdialog.h"
#include "statuspanel.h"
#include "studio.h"

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

ProviderNews someProviders()
{
    const auto status = [](const QString &name, ProviderState state, const QString &model = {}) {
        return ProviderStatus{.name = name, .model = model, .state = state};
    };
    return {.providers = {status(u"alchemyst"_s, ProviderState::Ready, u"alchemyst-ai/alchemyst-c1"_s),
                          status(u"gemini"_s, ProviderState::Ready, u"gemini-2.5-flash"_s),
                          status(u"openai"_s, ProviderState::NoModel), status(u"openrouter"_s, ProviderState::NoKey),
                          status(u"anthropic"_s, ProviderState::NoKey), status(u"mistral"_s, ProviderState::NoKey),
                          status(u"groq"_s, ProviderState::NoKey), status(u"custom"_s, ProviderState::NoAddress),
                          status(u"ollama"_s, ProviderState::NotRunning),
                          status(u"llama.cpp"_s, ProviderState::NotRunning)},
            .keys = {{.provider = u"alchemyst"_s,
                      .source = KeySource::Keychain,
                      .place = u"the keychain"_s,
                      .lastFour = u"7f3a"_s},
                     {.provider = u"gemini"_s,
                      .source = KeySource::Environment,
                      .place = u"the environment"_s,
                      .lastFour = u"Qx9c"_s}},
            .keychain = KeychainState::Works,
            .keychainSentence = u"keys that are set are kept in the desktop's keychain"_s};
}

HealthReport someReport(bool isWell)
{
    HealthReport report{.time = QDateTime::currentDateTimeUtc()};
    const auto add = [&report](const QString &id, HealthState state, const QString &finding, const QString &fix = {}) {
        report.checks.append({.id = id, .title = id, .state = state, .finding = finding, .fix = fix});
    };
    using enum HealthState;
    add(u"engine"_s, isWell ? Good : Fault,
        isWell ? u"A sandbox was made with bubblewrap and taken down again."_s
               : u"No safe sandbox can be made here: AppArmor keeps unprivileged programs from making user "
                 "namespaces (kernel.apparmor_restrict_unprivileged_userns=1, as on Ubuntu 24.04). Install an "
                 "AppArmor profile that lets bwrap use them, or set that sysctl to 0."_s);
    add(u"bubblewrap"_s, Good, u"Version 0.12.0 is installed."_s);
    add(u"user_namespaces"_s, Good, u"Sandboxes can have their own users."_s);
    add(u"limits"_s, Good, u"Kept: cpus by cgroup v2, memory_mb by cgroup v2, pids by cgroup v2."_s);
    add(u"disk"_s, isWell ? Good : Warning, u"1.2 GB of 476.0 GB are free in /home/ada/.local/share."_s,
        isWell ? QString()
               : u"Delete jobs that are not needed, shorten the time that ended jobs are kept, or choose a folder with "
                 "more room."_s);
    add(u"store"_s, Good, u"They were read without trouble."_s);
    add(u"providers"_s, Good, u"Ready: alchemyst, gemini."_s);
    add(u"keychain"_s, Good, u"Keys that are set are kept in the desktop's keychain."_s);
    add(u"api"_s, Good, u"It answers at http://127.0.0.1:8000."_s);
    report.versions = {{u"Containerized Agent"_s, u"0.1.0"_s}, {u"Qt"_s, u"6.8.2"_s}, {u"bubblewrap"_s, u"0.12.0"_s}};
    return report;
}

void shootSettings(Studio &studio, Shell &shell, MainWindow &window)
{
    shell.showSettings();
    auto *dialog = window.findChild<SettingsDialog *>();
    auto *subjects = dialog->findChild<QListWidget *>(u"subjects"_s);
    dialog->findChild<ProvidersPage *>()->takeNews(someProviders());
    for (int row = 0; row < subjects->count(); ++row) {
        subjects->setCurrentRow(row);
        studio.shoot(dialog, u"settings-%1"_s.arg(row + 1));
    }
    subjects->setCurrentRow(2);
    auto *jobs = dialog->findChild<QLineEdit *>(u"AGENT_MAX_JOBS.value"_s);
    jobs->setFocus();
    jobs->selectAll();
    QTest::keyClicks(jobs, u"none"_s);
    studio.shoot(dialog, u"settings-misfit"_s);
    shell.settings().set(u"AGENT_MAX_QUEUED"_s, u"50"_s);
    [[maybe_unused]] const bool isSet = QTest::qWaitFor([&] { return shell.settings().anyAwaitsRestart(); }, 5000);
    studio.shoot(dialog, u"settings-restart"_s);
    dialog->resize(560, 420);
    subjects->setCurrentRow(1);
    studio.shoot(dialog, u"settings-small"_s);
    delete dialog;
}

void shootHealth(Studio &studio, Shell &shell, MainWindow &window)
{
    shell.showHealth();
    auto *dialog = window.findChild<HealthDialog *>();
    studio.shoot(dialog, u"health-closed"_s);
    dialog->showReport(someReport(true));
    studio.shoot(dialog, u"health-good"_s);
    dialog->showReport(someReport(false));
    studio.shoot(dialog, u"health-bad"_s);
    delete dialog;
}

void shootHelp(Studio &studio, Shell &shell, MainWindow &window)
{
    shell.showCommands();
    auto *palette = window.findChild<CommandPalette *>();
    studio.shoot(palette, u"palette"_s);
    QTest::keyClicks(palette->findChild<QLineEdit *>(), u"jb"_s);
    studio.shoot(palette, u"palette-typed"_s);
    QTest::keyClicks(palette->findChild<QLineEdit *>(), u"qqq"_s);
    studio.shoot(palette, u"palette-nothing"_s);
    delete palette;
    shell.showShortcuts();
    auto *shortcuts = window.findChild<ShortcutsDialog *>();
    studio.shoot(shortcuts, u"shortcuts"_s);
    delete shortcuts;
    shell.showAbout();
    auto *about = window.findChild<AboutDialog *>();
    studio.shoot(about, u"about"_s);
    delete about;
}

} // namespace

void shootShell(Studio &studio)
{
    const QTemporaryDir folder;
    QSettings preferences(folder.filePath(u"dashboard.ini"_s), QSettings::IniFormat);
    OrchestratorClient client;
    SettingSources sources;
    sources.workingDir = folder.path();
    sources.configDir = folder.filePath(u"config"_s);
    sources.environment.insert(u"AGENT_ALLOWED_HOSTS"_s, u"*.example.org"_s);
    const auto take = [&](void (*shoot)(Studio &, Shell &, MainWindow &)) {
        return [&, shoot](MainWindow &window) {
            Shell shell({.window = &window,
                         .client = &client,
                         .windowSettings = &preferences,
                         .sources = sources,
                         .running = Settings::read({}, sources).value_or(Settings())});
            auto *status = window.findChild<StatusPanel *>();
            status->setProviders(someProviders().providers);
            status->setCounts(2, 3);
            status->setSpace({.folder = u"/home/ada"_s, .isKnown = true, .freeBytes = 19'000'000'000});
            shoot(studio, shell, window);
            studio.shoot(&window, u"status"_s);
        };
    };
    studio.window(u"over-settings"_s, {1120, 680}, busyJobs(), take(shootSettings));
    studio.window(u"over-health"_s, {1120, 680}, busyJobs(), take(shootHealth));
    studio.window(u"over-help"_s, {640, 560}, busyJobs(), take(shootHelp));
}

} // namespace ca::dashboard
