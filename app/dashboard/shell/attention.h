#pragma once

#include <QObject>
#include <memory>

#include "desktopnotifier.h"
#include "job.h"
#include "preferences.h"

namespace ca::dashboard {

class JobNews;
class MainWindow;
class TrayIcon;

/// Reaches a person who does not look at the window: by notifications, and from the desktop's tray where there is one.
class Attention : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. Its notifications go over the session bus, connected to with the first of them.
    Attention(MainWindow *window, JobNews *news, Preferences *preferences, QObject *parent = nullptr);
    ~Attention() override;

    /// Another bus for notifications.
    void setBus(const QDBusConnection &bus);
    [[nodiscard]] bool hasTray() const { return m_tray != nullptr; }

private:
    void makeTray();
    void updateClosing();
    void tell(Occasion occasion, const Job &job);
    void tellAboutTray();
    void say(const Notice &notice);
    void sayInTray(const Notice &notice);
    void showJob(const QString &key, const QByteArray &activationToken);
    void show(const QByteArray &activationToken);

    MainWindow *m_window;
    JobNews *m_news;
    Preferences *m_preferences;
    std::unique_ptr<DesktopNotifier> m_notifier;
    std::unique_ptr<TrayIcon> m_tray;
    /// What the tray's message is about.
    QString m_inTray;
};

} // namespace ca::dashboard
