#include "singleinstance.h"

#include <QLocalSocket>
#include <QLockFile>
#include <chrono>

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;
constexpr qint64 maxRequestBytes = 4096;

} // namespace

SingleInstance::SingleInstance(const QString &runtimeDir, QObject *parent)
    : QObject(parent)
    , m_socketPath(runtimeDir + QLatin1StringView("/dashboard.sock"))
    , m_lock(std::make_unique<QLockFile>(runtimeDir + QLatin1StringView("/dashboard.lock")))
{
    m_lock->setStaleLockTime(0ms); // a crashed dashboard's lock is told by its process being gone
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::readRequest);
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::claim()
{
    if (!m_lock->tryLock(100ms) && m_lock->error() == QLockFile::LockFailedError)
        return false;
    QLocalServer::removeServer(m_socketPath); // a crashed dashboard's; whoever lives holds the lock
    m_server.listen(m_socketPath);
    return true;
}

bool SingleInstance::raiseOther(const QByteArray &activationToken)
{
    QLocalSocket socket;
    socket.connectToServer(m_socketPath);
    if (!socket.waitForConnected(1000))
        return false;
    socket.write("raise " + activationToken.left(maxRequestBytes / 2) + '\n');
    socket.waitForBytesWritten(500);
    return socket.bytesAvailable() > 0 || socket.waitForReadyRead(500);
}

void SingleInstance::readRequest()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > maxRequestBytes)
                    socket->abort();
                return;
            }
            const QByteArray line = socket->readLine(maxRequestBytes).trimmed();
            socket->write("raised\n");
            socket->flush(); // the other side waits for it, and closes when it has read it
            if (line.startsWith("raise"))
                Q_EMIT raiseRequested(line.mid(6));
        });
    }
}

} // namespace ca::dashboard
