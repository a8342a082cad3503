#include "programprocess.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QTest>
#include <csignal>

#include "daemonprocess.h"

namespace ca::test {

using namespace Qt::StringLiterals;

ProgramProcess::ProgramProcess(const Options &options)
{
    const QString surroundings = options.surroundings.isEmpty() ? m_surroundings.path() : options.surroundings;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, surroundings);
    environment.insert(u"XDG_RUNTIME_DIR"_s, surroundings);
    environment.insert(u"XDG_CONFIG_HOME"_s, surroundings + u"/config");
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(options.environment);
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(surroundings);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList command = options.wrapper;
    command << programPath(options.program) << options.arguments;
    m_process.start(command.takeFirst(), command);
}

ProgramProcess::~ProgramProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(15'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool ProgramProcess::says(const QString &text)
{
    const QDeadlineTimer deadline(20'000);
    while (!output().contains(text) && m_process.state() != QProcess::NotRunning && !deadline.hasExpired())
        m_process.waitForReadyRead(50);
    return output().contains(text);
}

QUrl ProgramProcess::awaitUrl()
{
    const QString mark = u"listening on "_s;
    if (!says(mark) || !says(u"\n"_s))
        return {};
    return QUrl(output().section(mark, 1).section(u'\n', 0, 0).trimmed());
}

std::optional<int> ProgramProcess::exitCode(int milliseconds)
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(milliseconds))
        return std::nullopt;
    return m_process.exitStatus() == QProcess::NormalExit ? std::optional(m_process.exitCode()) : std::nullopt;
}

bool ProgramProcess::signal(int number)
{
    return ::kill(static_cast<pid_t>(m_process.processId()), number) == 0;
}

QString ProgramProcess::output()
{
    m_output += m_process.readAll();
    return QString::fromUtf8(m_output);
}

} // namespace ca::test
