#pragma once

#include <QKeySequence>
#include <QObject>

#include "apistate.h"
#include "preferences.h"
#include "settings.h"
#include "settingskeeper.h"
#include "settingsources.h"
#include "symbols.h"

class QAction;
class QSettings;

namespace ca::dashboard {

class Attention;
class CoreThread;
class JobNews;
class MainWindow;
class OrchestratorClient;
class StatusFeed;

/// What surrounds the jobs in the window: settings, health, the command palette, help, the status bar's news, tray and
/// notifications. Nothing of it is made before it is asked for. GUI thread.
class Shell : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        MainWindow *window;
        OrchestratorClient *client;
        /// The window's own.
        QSettings *windowSettings;
        /// Where the program's settings come from, and what they were at the start.
        SettingSources sources = {};
        Settings running = {};
    };

    /// What `parts` point to outlives it.
    explicit Shell(const Parts &parts, QObject *parent = nullptr);
    ~Shell() override;

    /// Uses a core; without one the dialogs say that the jobs are not open.
    void follow(CoreThread *core);

    void showSettings();
    void showHealth();
    void showCommands();
    void showShortcuts();
    void showAbout();

    [[nodiscard]] Preferences &preferences() { return m_preferences; }
    [[nodiscard]] SettingsKeeper &settings() { return m_settings; }
    [[nodiscard]] Attention &attention() { return *m_attention; }

private:
    void addActions();
    QAction *makeAction(const QString &name, const QString &text, const QKeySequence &keys, void (Shell::*slot)());

    MainWindow *m_window;
    OrchestratorClient *m_client;
    Preferences m_preferences;
    SettingsKeeper m_settings;
    ApiState m_api;
    /// Children.
    JobNews *m_news;
    StatusFeed *m_feed;
    Attention *m_attention;
};

} // namespace ca::dashboard
