#include "networkservers.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {

const QHostAddress address(u"127.0.0.2"_s);

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray redirectTo(const QString &target)
{
    return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://" + target.toLatin1() + "/\r\n\r\n";
}

} // namespace

NetworkServers::NetworkServers()
{
    m_forbidden = std::make_unique<LoopbackServer>(LoopbackServer::serving({{"/", "forbidden\n"}}), address);
    m_forbiddenV6 = std::make_unique<LoopbackServer>(LoopbackServer::serving({{"/", "forbidden\n"}}),
                                                     QHostAddress(QHostAddress::LocalHostIPv6));
    m_allowed = std::make_unique<LoopbackServer>(
        [this](QTcpSocket &socket, const QByteArray &received) {
            const QString target = received.startsWith("GET /redirect-v6 ") ? forbiddenV6() : forbidden();
            if (received.startsWith("GET /redirect"))
                LoopbackServer::answering(redirectTo(target))(socket, received);
            else
                LoopbackServer::serving(m_files)(socket, received);
        },
        address);
    m_files = makeRepository();
    m_files.insert("/hello", "hello from outside\n");
    m_files.insert("/simple/greeter/", "<a href=\"/greeter-1.0-py3-none-any.whl\">greeter-1.0-py3-none-any.whl</a>\n");
    m_files.insert("/greeter-1.0-py3-none-any.whl", makeWheel());
    const QByteArray package = makeNpmPackage();
    m_files.insert("/greeter-1.0.0.tgz", package);
    const QJsonObject dist{
        {u"tarball"_s, QString(u"http://"_s + allowed() + u"/greeter-1.0.0.tgz"_s)},
        {u"shasum"_s, QString::fromLatin1(QCryptographicHash::hash(package, QCryptographicHash::Sha1).toHex())}};
    const QJsonObject version{
        {u"name"_s, u"greeter"_s}, {u"version"_s, u"1.0.0"_s}, {u"bin"_s, u"cli.js"_s}, {u"dist"_s, dist}};
    const QJsonObject registry{{u"name"_s, u"greeter"_s},
                               {u"dist-tags"_s, QJsonObject{{u"latest"_s, u"1.0.0"_s}}},
                               {u"versions"_s, QJsonObject{{u"1.0.0"_s, version}}}};
    m_files.insert("/greeter", QJsonDocument(registry).toJson());
}

QString NetworkServers::addressOf(const LoopbackServer &server)
{
    return u"%1:%2"_s.arg(server.serverAddress().toString()).arg(server.serverPort());
}

QString NetworkServers::forbiddenV6() const
{
    return m_forbiddenV6->isListening() ? u"[::1]:%1"_s.arg(m_forbiddenV6->serverPort()) : QString();
}

void NetworkServers::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_dir.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        m_problem = program + u": "_s + QString::fromUtf8(process.readAll());
}

QByteArray NetworkServers::makeWheel()
{
    run(u"python3"_s,
        {u"-c"_s, u"import zipfile\n"
                  "with zipfile.ZipFile('greeter.whl', 'w') as z:\n"
                  "    z.writestr('greeter.py', \"def greet(): return 'greetings from a wheel'\\n\")\n"
                  "    d = 'greeter-1.0.dist-info/'\n"
                  "    z.writestr(d + 'METADATA', 'Metadata-Version: 2.1\\nName: greeter\\nVersion: 1.0\\n')\n"
                  "    z.writestr(d + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\n"
                  "Tag: py3-none-any\\n')\n"
                  "    z.writestr(d + 'RECORD', 'greeter.py,,\\n' + d + 'METADATA,,\\n' + d + 'WHEEL,,\\n')\n"_s});
    return contentOf(m_dir.filePath(u"greeter.whl"_s));
}

QByteArray NetworkServers::makeNpmPackage()
{
    run(u"sh"_s, {u"-ec"_s, u"mkdir package; cd package\n"
                            "printf '{\"name\":\"greeter\",\"version\":\"1.0.0\",\"bin\":\"cli.js\"}' > package.json\n"
                            "printf '#!/usr/bin/env node\\nconsole.log(\"greetings from npm\")\\n' > cli.js\n"
                            "chmod +x cli.js; cd ..; tar czf greeter.tgz package"_s});
    return contentOf(m_dir.filePath(u"greeter.tgz"_s));
}

QHash<QByteArray, QByteArray> NetworkServers::makeRepository()
{
    // Served as plain files: git's "dumb" protocol.
    run(u"sh"_s, {u"-ec"_s, u"export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null\n"
                            "git init -q -b main work; cd work; echo 'greetings from git' > greeting.txt\n"
                            "git add .; git -c user.name=t -c user.email=t@t commit -qm first; cd ..\n"
                            "git clone -q --bare work repo.git; git -C repo.git update-server-info"_s});
    QHash<QByteArray, QByteArray> files;
    QDirIterator entries(m_dir.filePath(u"repo.git"_s), QDir::Files, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next();
        files.insert('/' + path.sliced(m_dir.path().size() + 1).toUtf8(), contentOf(path));
    }
    files.insert("/repo.git/info/refs?service=git-upload-pack", files.value("/repo.git/info/refs"));
    return files;
}

} // namespace ca::test
