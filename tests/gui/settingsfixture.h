#pragma once

#include <QSettings>
#include <QTemporaryDir>
#include <memory>

#include "corethread.h"
#include "mainwindow.h"
#include "orchestratorclient.h"
#include "settingsources.h"
#include "shell.h"

namespace ca::dashboard {

/// The real window over a real core that is set up by settings, as the program does it; in a folder that lasts over
/// restarts.
class SettingsFixture
{
public:
    SettingsFixture();
    ~SettingsFixture();

    /// Before start(); what the environment says.
    void setEnvironment(const QString &name, const QString &value) { m_sources.environment.insert(name, value); }
    /// Starts the program, or ends it and starts it again.
    void start();
    void stop();
    /// Jobs can be started.
    bool waitUntilOpen();

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Shell &shell() { return *m_shell; }
    [[nodiscard]] QUrl api() const { return m_api; }
    [[nodiscard]] QString configFile() const { return m_sources.configDir + QStringLiteral("/settings.env"); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// As another program would read them now.
    [[nodiscard]] Settings storedSettings() const;

    /// The open dialog's child.
    template <typename Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_window->findChild<Widget *>(name);
    }
    /// Opens the settings with the keyboard, at a subject.
    void openSettings(int subject);
    /// Types into a setting's field, and Enter.
    void enter(const QString &setting, const QString &text);
    [[nodiscard]] QString noteOf(const QString &setting) const;

private:
    QTemporaryDir m_folder;
    SettingSources m_sources;
    std::unique_ptr<QSettings> m_windowSettings;
    std::unique_ptr<CoreThread> m_core;
    std::unique_ptr<OrchestratorClient> m_client;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Shell> m_shell;
    QUrl m_api;
    bool m_open = false;
};

} // namespace ca::dashboard
