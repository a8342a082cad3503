#include "shell.h"

#include <QAction>
#include <QMenu>

#include "aboutdialog.h"
#include "appearance.h"
#include "attention.h"
#include "commandpalette.h"
#include "corethread.h"
#include "healthdialog.h"
#include "jobnews.h"
#include "mainwindow.h"
#include "orchestratorclient.h"
#include "settingsdialog.h"
#include "shortcutsdialog.h"
#include "statusfeed.h"
#include "statuspanel.h"

namespace ca::dashboard {

namespace {

/// The window's dialog of that kind, which comes to the front; null where there is none yet.
template <typename Dialog>
Dialog *raised(MainWindow *window)
{
    auto *dialog = window->findChild<Dialog *>(Qt::FindDirectChildrenOnly);
    if (dialog != nullptr) {
        dialog->raise();
        dialog->activateWindow();
    }
    return dialog;
}

} // namespace

Shell::Shell(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_window(parts.window)
    , m_client(parts.client)
    , m_preferences(parts.windowSettings)
    , m_settings(parts.sources, parts.running)
    , m_news(new JobNews(m_client, this))
    , m_feed(new StatusFeed(m_window->findChild<StatusPanel *>(), m_client, m_news, this))
    , m_attention(new Attention(m_window, m_news, &m_preferences, this))
{
    applyAppearance(m_preferences.appearance());
    connect(&m_preferences, &Preferences::appearanceChanged, this,
            [this] { applyAppearance(m_preferences.appearance()); });
    connect(m_window->findChild<StatusPanel *>(), &StatusPanel::healthRequested, this, &Shell::showHealth);
    addActions();
}

// What was typed last into the settings is committed when they lose the focus, and needs what ends here.
Shell::~Shell()
{
    delete m_window->findChild<SettingsDialog *>(Qt::FindDirectChildrenOnly);
}

void Shell::follow(CoreThread *core)
{
    connect(core, &CoreThread::apiChanged, this, [this](const ApiState &api) { m_api = api; });
    connect(&m_settings, &SettingsKeeper::applyRequested, core, &CoreThread::apply);
}

QAction *Shell::makeAction(const QString &name, const QString &text, const QKeySequence &keys, void (Shell::*slot)())
{
    auto *action = new QAction(text, m_window);
    action->setObjectName(name);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, slot);
    m_window->addAction(action); // its key counts while the menu is closed
    return action;
}

void Shell::addActions()
{
    QAction *settings = makeAction(QStringLiteral("settings"), tr("Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma),
                                   &Shell::showSettings);
    settings->setIcon(symbolIcon(Symbol::Settings));
    settings->setMenuRole(QAction::PreferencesRole);
    QAction *health = makeAction(QStringLiteral("health"), tr("Health…"),
                                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H), &Shell::showHealth);
    health->setIcon(symbolIcon(Symbol::Health));
    QAction *commands = makeAction(QStringLiteral("commands"), tr("Command palette…"),
                                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), &Shell::showCommands);
    QAction *shortcuts = makeAction(QStringLiteral("shortcuts"), tr("Keyboard shortcuts"), QKeySequence(Qt::Key_F1),
                                    &Shell::showShortcuts);
    QAction *about =
        makeAction(QStringLiteral("about"), tr("About Containerized Agent"), QKeySequence(), &Shell::showAbout);
    QMenu *menu = m_window->menu();
    QAction *quit = m_window->findChild<QAction *>(QStringLiteral("quit"));
    menu->insertActions(quit, {settings, health});
    menu->insertSeparator(quit);
    menu->insertActions(quit, {commands, shortcuts, about});
    menu->insertSeparator(quit);
}

void Shell::showSettings()
{
    if (raised<SettingsDialog>(m_window) != nullptr)
        return;
    auto *dialog = new SettingsDialog(&m_settings, &m_preferences, m_client, m_window); // deletes itself when closed
    connect(dialog, &SettingsDialog::providerNewsCame, m_feed, &StatusFeed::takeProviders);
    dialog->show();
}

void Shell::showHealth()
{
    if (raised<HealthDialog>(m_window) != nullptr)
        return;
    auto *dialog = new HealthDialog(m_client, m_api, m_window); // deletes itself when closed
    dialog->show();
    dialog->examine();
    m_feed->refreshSpace();
}

void Shell::showCommands()
{
    if (raised<CommandPalette>(m_window) == nullptr)
        (new CommandPalette(m_window))->open(); // deletes itself when closed
}

void Shell::showShortcuts()
{
    if (raised<ShortcutsDialog>(m_window) == nullptr)
        (new ShortcutsDialog(m_window))->show(); // deletes itself when closed
}

void Shell::showAbout()
{
    if (raised<AboutDialog>(m_window) == nullptr)
        (new AboutDialog(m_window))->show(); // deletes itself when closed
}

} // namespace ca::dashboard
