#include "sandboxjob.h"

#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QTest>
#include <fcntl.h>
#include <sys/stat.h>

namespace ca::testing {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

UniqueFd createFile(const QString &path)
{
    return UniqueFd(::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    file.close();
    QVERIFY(file.setPermissions(file.permissions() | QFile::ReadOther | QFile::ReadGroup));
}

} // namespace

QString stepAgentPath()
{
    return qEnvironmentVariable("CA_STEP_AGENT");
}

bool isRunning(pid_t pid)
{
    const auto stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    const auto state = stat.sliced(stat.lastIndexOf(')') + 1).trimmed();
    return !state.isEmpty() && !state.startsWith('Z') && !state.startsWith('X');
}

SandboxJob::SandboxJob(QFile::Permissions parentMode)
{
    QDir(m_dir.path()).mkpath(workspace());
    QDir(m_dir.path()).mkpath(home());
    QDir(m_dir.path()).mkpath(runtime());
    QFile::setPermissions(m_dir.path(), parentMode);
}

SandboxJob::~SandboxJob() = default;

void SandboxJob::writeShellStep(const QByteArray &script) const
{
    writeFile(workspace() + u"/step.sh", script);
}

void SandboxJob::writePythonStep(const QByteArray &script) const
{
    writeFile(workspace() + u"/step.py", script);
}

QString SandboxJob::start(SandboxEngine &engine)
{
    SandboxSpec spec{.jobId = QDir(m_dir.path()).dirName(),
                     .workspaceDir = workspace(),
                     .homeDir = home(),
                     .runtimeDir = runtime(),
                     .limits = limits,
                     .out = createFile(dir() + u"/stdout.log"),
                     .err = createFile(dir() + u"/stderr.log")};
    QCoro::waitFor(startAndConnect(&engine, std::move(spec)));
    return m_startError ? m_startError->message : QString();
}

QString SandboxJob::startUp(SandboxEngine &engine, const QByteArray &script)
{
    writeShellStep(script);
    QString failed = start(engine);
    if (failed.isEmpty() && !waitForFile(u"up"_s))
        return u"its step does not come up"_s;
    return failed;
}

// A short job may have ended by the time that a waiting caller is back from its event loop.
QCoro::Task<void> SandboxJob::startAndConnect(SandboxEngine *engine, SandboxSpec spec)
{
    auto started = co_await engine->start(std::move(spec));
    if (!started) {
        m_startError = started.error();
        co_return;
    }
    m_sandbox = std::move(*started);
    QObject::connect(m_sandbox.get(), &Sandbox::exited, m_sandbox.get(), [this](int code) { m_exitCode = code; });
    QObject::connect(m_sandbox.get(), &Sandbox::limitReached, m_sandbox.get(),
                     [this](const QString &limit) { m_limit = limit; });
}

bool SandboxJob::waitForEnd(int timeoutMs)
{
    return QTest::qWaitFor([this] { return m_exitCode.has_value(); }, timeoutMs);
}

QString SandboxJob::run(SandboxEngine &engine, int timeoutMs)
{
    QString failed = start(engine);
    if (failed.isEmpty() && !waitForEnd(timeoutMs))
        return u"it did not end in time"_s;
    return failed;
}

QByteArray SandboxJob::out() const
{
    return contentOf(dir() + u"/stdout.log");
}

QByteArray SandboxJob::err() const
{
    return contentOf(dir() + u"/stderr.log");
}

bool SandboxJob::waitForFile(const QString &name, int timeoutMs) const
{
    return QTest::qWaitFor([&] { return QFile::exists(workspace() + u'/' + name); }, timeoutMs);
}

} // namespace ca::testing
