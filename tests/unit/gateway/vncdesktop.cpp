#include "vncdesktop.h"

#include <QFile>
#include <QTest>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace ca::test {

using namespace Qt::StringLiterals;

Result<UniqueFd> connectToUnix(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return failure(ioError(u"cannot connect to "_s + path, errno));
    return socket;
}

VncDesktop::VncDesktop()
{
    m_server.setProcessChannelMode(QProcess::SeparateChannels);
    const QString socket = m_dir.filePath(u"vnc.sock"_s);
    // It says on descriptor 1 which display it took.
    m_server.start(u"Xtigervnc"_s, {u"-displayfd"_s, u"1"_s, u"-geometry"_s, u"800x600"_s, u"-depth"_s, u"24"_s,
                                    u"-rfbunixpath"_s, socket, u"-rfbunixmode"_s, u"0600"_s, u"-rfbport"_s, u"-1"_s,
                                    u"-SecurityTypes"_s, u"None"_s, u"-AlwaysShared"_s, u"-nolisten"_s, u"tcp"_s});
    QByteArray said;
    const bool hasDisplay = QTest::qWaitFor(
        [&] {
            said += m_server.readAllStandardOutput();
            return said.contains('\n') || m_server.state() == QProcess::NotRunning;
        },
        30'000);
    m_display = u':' + QString::fromLatin1(said.trimmed());
    m_isReady = hasDisplay && said.contains('\n') && QTest::qWaitFor([&] { return QFile::exists(socket); }, 10'000);
}

VncDesktop::~VncDesktop()
{
    for (const auto &program : m_programs)
        program->kill();
    for (const auto &program : m_programs)
        program->waitForFinished(5'000);
    m_server.terminate();
    if (!m_server.waitForFinished(5'000)) {
        m_server.kill();
        m_server.waitForFinished();
    }
}

StreamConnector VncDesktop::connector() const
{
    return [path = m_dir.filePath(u"vnc.sock"_s)]() -> QCoro::Task<Result<UniqueFd>> { co_return connectToUnix(path); };
}

QByteArray VncDesktop::run(const QString &program, const QStringList &arguments)
{
    start(program, arguments);
    QProcess &process = *m_programs.back();
    process.waitForFinished(30'000);
    return process.readAll();
}

void VncDesktop::start(const QString &program, const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DISPLAY"_s, m_display);
    process->setProcessEnvironment(environment);
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->start(program, arguments);
    m_programs.push_back(std::move(process));
}

void VncDesktop::kill()
{
    m_server.kill();
    m_server.waitForFinished();
}

} // namespace ca::test
