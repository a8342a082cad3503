#include "secretservice.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusVirtualObject>
#include <QDir>
#include <QTest>

namespace ca::test {

namespace {
using namespace Qt::StringLiterals;

const QString serviceName = u"org.freedesktop.secrets"_s;

/// Takes every call and says nothing.
class SilentObject : public QDBusVirtualObject
{
public:
    using QDBusVirtualObject::QDBusVirtualObject;
    [[nodiscard]] QString introspect(const QString & /*path*/) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection & /*connection*/) override
    {
        message.setDelayedReply(true);
        return true;
    }
};
} // namespace

SecretService::SecretService(Kind kind)
{
    m_isReady = startBus();
    if (m_isReady && kind == Kind::Real)
        m_isReady = startKeyring();
    if (m_isReady && kind == Kind::Silent)
        m_isReady = startSilent();
}

SecretService::~SecretService()
{
    end(m_keyring);
    QDBusConnection::disconnectFromBus(m_address);
    end(m_bus);
}

void SecretService::end(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (!process.waitForFinished(5000)) {
        process.kill();
        process.waitForFinished();
    }
}

QProcessEnvironment SecretService::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, m_address);
    environment.insert(u"AGENT_KEYCHAIN"_s, u"auto"_s);
    for (const QString &name : {u"XDG_CURRENT_DESKTOP"_s, u"DESKTOP_SESSION"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s})
        environment.remove(name);
    return environment;
}

bool SecretService::startBus()
{
    m_address = u"unix:path="_s + m_dir.filePath(u"bus"_s);
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--nosyslog"_s,
                                   u"--address="_s + m_address, u"--print-address=1"_s});
    return m_bus.waitForReadyRead(20'000);
}

bool SecretService::hasService() const
{
    const QDBusConnection bus = QDBusConnection::connectToBus(m_address, m_address);
    return bus.isConnected() && bus.interface()->isServiceRegistered(serviceName);
}

bool SecretService::startKeyring()
{
    QProcessEnvironment environment = this->environment();
    for (const QString &name :
         {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_RUNTIME_DIR"_s}) {
        const QString folder = m_dir.filePath(name);
        if (!QDir().mkpath(folder) ||
            !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            return false;
        environment.insert(name, folder);
    }
    m_keyring.setProcessEnvironment(environment);
    m_keyring.setProcessChannelMode(QProcess::MergedChannels);
    m_keyring.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    if (!m_keyring.waitForStarted())
        return false;
    m_keyring.write("password");
    m_keyring.closeWriteChannel();
    return QTest::qWaitFor([this] { return hasService(); }, 20'000);
}

bool SecretService::startSilent()
{
    QDBusConnection bus = QDBusConnection::connectToBus(m_address, m_address);
    auto *silent = new SilentObject(qApp); // until the end: messages may come late
    return bus.isConnected() && bus.registerVirtualObject(u"/"_s, silent, QDBusConnection::SubPath) &&
           bus.registerService(serviceName);
}

void SecretService::endBus()
{
    QDBusConnection::disconnectFromBus(m_address);
    end(m_bus);
}

} // namespace ca::test
