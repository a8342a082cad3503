#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>
#include <QPointer>

class QDBusPendingCallWatcher;

namespace ca::dashboard {

/// What is to be said to somebody who does not look at the window.
struct Notice
{
    /// What a click is about; a job's id.
    QString key = {};
    QString title = {};
    /// Plain text.
    QString text = {};
    bool isUrgent = false;
};

/// Speaks to the desktop's notification service (org.freedesktop.Notifications 1.2), without waiting for it. GUI
/// thread.
class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    /// `bus`: where the service is.
    explicit DesktopNotifier(const QDBusConnection &bus, QObject *parent = nullptr);
    ~DesktopNotifier() override;

    /// refused() follows when nobody takes it. A notice with the same key replaces the one before.
    void show(const Notice &notice);
    /// Takes back what is shown of it.
    void withdraw(const QString &key);

Q_SIGNALS:
    /// The person clicked it, or its button. `activationToken` may be empty.
    void activated(const QString &key, const QByteArray &activationToken);
    void refused(const ca::dashboard::Notice &notice);

private Q_SLOTS:
    void takeAction(uint id, const QString &action);
    void takeToken(uint id, const QString &token);
    void takeClosed(uint id, uint reason);

private:
    void askCapabilities(const Notice &first);
    void send(const Notice &notice);
    void takeAnswer(const QDBusPendingCallWatcher &watcher, const Notice &notice);
    [[nodiscard]] QString bodyOf(const Notice &notice) const;

    QDBusConnection m_bus;
    bool m_isListening = false;
    /// What the service can do; null until it has said.
    QStringList m_capabilities;
    bool m_isAsked = false;
    /// Shown: the service's number → our key.
    QHash<uint, QString> m_shown;
    QHash<uint, QByteArray> m_tokens;
};

} // namespace ca::dashboard
