#include "cactlprocess.h"

#include <QTest>

#include "daemonprocess.h"

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int patienceMs = 60'000;

QString quoted(const QString &argument)
{
    return u'\'' + QString(argument).replace(u'\'', u"'\\''"_s) + u'\'';
}
} // namespace

CactlProcess::CactlProcess(const QUrl &server, const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CACTL_SERVER"_s, server.toString());
    environment.insert(u"TERM"_s, u"xterm"_s);
    environment.remove(u"AGENT_API_TOKEN"_s);
    environment.remove(u"NO_COLOR"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(folder);
}

CactlProcess::~CactlProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(5'000);
    }
}

void CactlProcess::start(const QStringList &arguments)
{
    m_outcome = {};
    m_process.start(programPath(u"cactl"_s), arguments);
    m_process.waitForStarted(10'000);
}

void CactlProcess::startAtTerminal(const QStringList &arguments)
{
    // In place of the shell that script starts: one that waits would take the Ctrl-C as well, and end with its code.
    QStringList command{u"exec"_s, quoted(programPath(u"cactl"_s))};
    for (const QString &argument : arguments)
        command.append(quoted(argument));
    m_outcome = {};
    m_process.start(u"script"_s, {u"-q"_s, u"-e"_s, u"-c"_s, command.join(u' '), u"/dev/null"_s});
    m_process.waitForStarted(10'000);
}

void CactlProcess::collect()
{
    m_outcome.out += m_process.readAllStandardOutput();
    m_outcome.err += m_process.readAllStandardError();
}

bool CactlProcess::awaitOutput(const QByteArray &text)
{
    return QTest::qWaitFor(
        [&] {
            collect();
            return output().contains(text);
        },
        patienceMs);
}

CactlProcess::Outcome CactlProcess::finish()
{
    const bool hasEnded = QTest::qWaitFor([&] { return m_process.state() == QProcess::NotRunning; }, patienceMs);
    collect();
    m_outcome.exitCode = hasEnded && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    return m_outcome;
}

CactlProcess::Outcome CactlProcess::run(const QStringList &arguments, const QByteArray &input)
{
    start(arguments);
    m_process.write(input);
    m_process.closeWriteChannel();
    return finish();
}

} // namespace ca::test
