#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

namespace ca::dashboard {

/// A D-Bus session bus of the test's own and on it a service that takes notifications, as desktops have. The destructor
/// ends both.
class NotificationService : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        uint id;
        uint replaces;
        QString title;
        QString text;
        QStringList actions;
        bool isUrgent;
    };

    explicit NotificationService(const QStringList &capabilities = {QStringLiteral("actions"), QStringLiteral("body")});
    ~NotificationService() override;

    bool startBus();
    /// Bus and service.
    bool start();
    /// For who is to speak to it.
    [[nodiscard]] QDBusConnection client();
    [[nodiscard]] const QList<Shown> &shown() const { return m_shown; }
    bool waitFor(int count);
    /// Waits until the client has what was answered so far.
    bool settle(QObject *context);
    void click(uint id, const QString &action);

public Q_SLOTS:
    // What the bus calls, by its names
    // NOLINTBEGIN(readability-identifier-naming)
    QStringList GetCapabilities() const { return m_capabilities; }
    uint Notify(const QString &application, uint replaces, const QString &icon, const QString &title,
                const QString &text, const QStringList &actions, const QVariantMap &hints, int timeout);
    void CloseNotification(uint id);

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);
    // NOLINTEND(readability-identifier-naming)

private:
    QStringList m_capabilities;
    QTemporaryDir m_dir;
    QString m_address;
    QProcess m_bus;
    QList<Shown> m_shown;
    uint m_last = 100;
};

} // namespace ca::dashboard
