#include "desktopnotifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>
#include <utility>

namespace ca::dashboard {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
constexpr int patience = 5000; // ms; the bus's own limit is 25 s

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
}

DesktopNotifier::~DesktopNotifier()
{
    for (const uint id : m_shown.keys()) { // nobody is left whom a click would reach
        QDBusMessage close = call(QStringLiteral("CloseNotification"));
        close << id;
        m_bus.send(close);
    }
}

void DesktopNotifier::show(const Notice &notice)
{
    if (!m_bus.isConnected())
        return Q_EMIT refused(notice);
    if (!std::exchange(m_isListening, true)) {
        const auto listen = [this](const char *signal, const char *slot) {
            m_bus.connect(service, path, service, QString::fromLatin1(signal), this, slot);
        };
        listen("ActionInvoked", SLOT(takeAction(uint, QString)));
        listen("ActivationToken", SLOT(takeToken(uint, QString)));
        listen("NotificationClosed", SLOT(takeClosed(uint, uint)));
    }
    if (m_isAsked)
        send(notice);
    else
        askCapabilities(notice);
}

void DesktopNotifier::askCapabilities(const Notice &first)
{
    auto *watcher =
        new QDBusPendingCallWatcher(m_bus.asyncCall(call(QStringLiteral("GetCapabilities")), patience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, first] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            return Q_EMIT refused(first);
        m_capabilities = reply.value();
        m_isAsked = true;
        send(first);
    });
}

void DesktopNotifier::send(const Notice &notice)
{
    QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("io.github.containerizedagent.Dashboard")},
                      {QStringLiteral("urgency"), QVariant::fromValue<uchar>(notice.isUrgent ? 2 : 1)}};
    QDBusMessage message = call(QStringLiteral("Notify"));
    const QStringList actions{QStringLiteral("default"), tr("Show"), QStringLiteral("show"), tr("Show")};
    message << tr("Containerized Agent") << m_shown.key(notice.key, 0U)
            << QStringLiteral("io.github.containerizedagent.Dashboard") << notice.title << bodyOf(notice)
            << (m_capabilities.contains(QLatin1StringView("actions")) ? actions : QStringList()) << hints << -1;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message, patience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, notice] {
        takeAnswer(*watcher, notice);
        watcher->deleteLater();
    });
}

void DesktopNotifier::takeAnswer(const QDBusPendingCallWatcher &watcher, const Notice &notice)
{
    const QDBusPendingReply<uint> reply = watcher;
    if (reply.isError())
        return Q_EMIT refused(notice);
    m_shown.insert(reply.value(), notice.key);
}

void DesktopNotifier::withdraw(const QString &key)
{
    const uint id = m_shown.key(key, 0U);
    if (id == 0)
        return;
    m_shown.remove(id);
    QDBusMessage close = call(QStringLiteral("CloseNotification"));
    close << id;
    m_bus.send(close);
}

// What jobs are called is anybody's text: a service that reads markup must not read it there.
QString DesktopNotifier::bodyOf(const Notice &notice) const
{
    return m_capabilities.contains(QLatin1StringView("body-markup")) ? notice.text.toHtmlEscaped() : notice.text;
}

void DesktopNotifier::takeAction(uint id, const QString & /*action*/)
{
    if (const QString key = m_shown.value(id); !key.isEmpty())
        Q_EMIT activated(key, m_tokens.take(id));
}

void DesktopNotifier::takeToken(uint id, const QString &token)
{
    if (m_shown.contains(id))
        m_tokens.insert(id, token.toUtf8());
}

void DesktopNotifier::takeClosed(uint id, uint /*reason*/)
{
    m_shown.remove(id);
    m_tokens.remove(id);
}

} // namespace ca::dashboard
