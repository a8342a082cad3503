#include "canaries.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QTcpSocket>
#include <QUuid>
#include <unistd.h>

namespace ca::hostile {

using namespace Qt::StringLiterals;

namespace {

constexpr auto everyone =
    QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther | QFile::WriteOther | QFile::ReadGroup | QFile::WriteGroup;
constexpr auto enter = QFile::ExeOwner | QFile::ExeOther | QFile::ExeGroup;

QByteArray canaryContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Things of this machine that an attack with a foothold would change first.
QByteArray hostFiles()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto &path : {u"/etc/passwd"_s, u"/etc/hosts"_s, u"/etc/ld.so.preload"_s, u"/usr/bin/env"_s,
                             u"/proc/sys/kernel/core_pattern"_s, u"/proc/sys/kernel/hostname"_s,
                             u"/proc/sys/kernel/modprobe"_s, u"/proc/sys/user/max_user_namespaces"_s})
        hash.addData(QByteArray(path.toUtf8() + canaryContent(path)));
    for (const auto &folder : {u"/"_s, u"/usr"_s, u"/usr/bin"_s, u"/usr/local/bin"_s, u"/etc"_s, u"/mnt"_s})
        hash.addData(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden).join(u'\n').toUtf8());
    return hash.result();
}

} // namespace

Canaries::Canaries(uid_t uid)
    : m_secret(u"secret-"_s + QUuid::createUuid().toString(QUuid::Id128))
    , m_abstractName(u"canary-"_s + QUuid::createUuid().toString(QUuid::Id128))
{
    QFile file(m_folder.filePath(u"secret"_s));
    m_ready = file.open(QIODevice::WriteOnly) && file.write(m_secret.toUtf8()) > 0 && file.setPermissions(everyone) &&
              QFile::setPermissions(folder(), everyone | enter);
    file.close();
    listen();
    QStringList command{u"sh"_s, u"-c"_s, u"exec sleep 1000 # "_s + m_secret};
    if (::geteuid() == 0) {
        const auto id = QString::number(uid);
        command = QStringList{u"setpriv"_s, u"--reuid"_s, id, u"--regid"_s, id, u"--clear-groups"_s} + command;
    }
    m_process.start(command.takeFirst(), command);
    m_ready = m_ready && m_process.waitForStarted();
    m_hostFiles = hostFiles();
}

Canaries::~Canaries()
{
    // The shell's sleep holds none of our pipes and ends with the shell's group.
    m_process.kill();
    m_process.waitForFinished();
}

void Canaries::listen()
{
    m_ready = m_ready && m_tcp.listen(QHostAddress::Any) && m_udp.bind(QHostAddress::Any);
    m_path.setSocketOptions(QLocalServer::WorldAccessOption);
    m_abstract.setSocketOptions(QLocalServer::AbstractNamespaceOption);
    m_ready = m_ready && m_path.listen(m_folder.filePath(u"socket"_s)) && m_abstract.listen(m_abstractName);
    connect(&m_tcp, &QTcpServer::newConnection, this, [this] { m_touched.append(u"the TCP server"_s); });
    connect(&m_udp, &QUdpSocket::readyRead, this, [this] { m_touched.append(u"the UDP socket"_s); });
    connect(&m_path, &QLocalServer::newConnection, this, [this] { m_touched.append(u"the Unix server"_s); });
    connect(&m_abstract, &QLocalServer::newConnection, this, [this] { m_touched.append(u"the abstract server"_s); });
}

QString Canaries::harm() const
{
    auto harm = m_touched;
    if (canaryContent(m_folder.filePath(u"secret"_s)) != m_secret.toUtf8())
        harm.append(u"the file was changed"_s);
    if (QDir(folder()).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot) !=
        QStringList({u"secret"_s, u"socket"_s}))
        harm.append(u"the folder was changed"_s);
    const auto stat = canaryContent(u"/proc/%1/stat"_s.arg(m_process.processId()));
    const auto state = stat.sliced(stat.lastIndexOf(')') + 1).trimmed().left(1);
    if (m_process.state() != QProcess::Running || state == "T" || state == "Z" || state == "t")
        harm.append(u"the process was ended or stopped"_s);
    if (hostFiles() != m_hostFiles)
        harm.append(u"files of the host were changed"_s);
    return harm.join(u", "_s);
}

} // namespace ca::hostile
