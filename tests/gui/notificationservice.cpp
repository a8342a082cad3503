#include "notificationservice.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QTest>

namespace ca::dashboard {

using namespace Qt::StringLiterals;

namespace {

const QString serviceName = u"org.freedesktop.Notifications"_s;
const QString objectPath = u"/org/freedesktop/Notifications"_s;

} // namespace

NotificationService::NotificationService(const QStringList &capabilities)
    : m_capabilities(capabilities)
    , m_address(u"unix:path="_s + m_dir.filePath(u"bus"_s))
{
}

NotificationService::~NotificationService()
{
    QDBusConnection::disconnectFromBus(m_address);
    QDBusConnection::disconnectFromBus(m_address + u"#client");
    if (m_bus.state() == QProcess::NotRunning)
        return;
    m_bus.terminate();
    if (!m_bus.waitForFinished(5000)) {
        m_bus.kill();
        m_bus.waitForFinished();
    }
}

bool NotificationService::startBus()
{
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--nosyslog"_s,
                                   u"--address="_s + m_address, u"--print-address=1"_s});
    return m_bus.waitForReadyRead(20'000);
}

bool NotificationService::start()
{
    if (!startBus())
        return false;
    QDBusConnection bus = QDBusConnection::connectToBus(m_address, m_address);
    return bus.isConnected() &&
           bus.registerObject(objectPath, this, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
           bus.registerService(serviceName);
}

QDBusConnection NotificationService::client()
{
    return QDBusConnection::connectToBus(m_address, m_address + u"#client");
}

bool NotificationService::waitFor(int count)
{
    return QTest::qWaitFor([this, count] { return m_shown.size() >= count; }, 20'000);
}

// Answers come in their order: what is asked now is answered after all of them.
bool NotificationService::settle(QObject *context)
{
    bool isSettled = false;
    QDBusPendingCallWatcher watcher(client().asyncCall(
        QDBusMessage::createMethodCall(serviceName, objectPath, serviceName, u"GetCapabilities"_s), 20'000));
    connect(&watcher, &QDBusPendingCallWatcher::finished, context, [&isSettled] { isSettled = true; });
    return QTest::qWaitFor([&isSettled] { return isSettled; }, 20'000);
}

void NotificationService::click(uint id, const QString &action)
{
    Q_EMIT ActionInvoked(id, action);
}

uint NotificationService::Notify(const QString & /*application*/, uint replaces, const QString & /*icon*/,
                                 const QString &title, const QString &text, const QStringList &actions,
                                 const QVariantMap &hints, int /*timeout*/)
{
    const uint id = replaces != 0 ? replaces : ++m_last;
    m_shown.append({.id = id,
                    .replaces = replaces,
                    .title = title,
                    .text = text,
                    .actions = actions,
                    .isUrgent = hints.value(u"urgency"_s).toInt() == 2});
    return id;
}

void NotificationService::CloseNotification(uint id)
{
    Q_EMIT NotificationClosed(id, 3);
}

} // namespace ca::dashboard
