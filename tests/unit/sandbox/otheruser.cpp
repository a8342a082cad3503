#include "otheruser.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include "sandboxjob.h"

namespace ca::testing {

using namespace Qt::StringLiterals;

namespace {

// Between the uid that root's jobs run as and the end of the range that nobody uses.
constexpr auto ordinaryUid = "60700"_L1;
constexpr int longestRunMs = 280'000;

bool copyForAll(const QString &from, const QString &to)
{
    return QFile::copy(from, to) &&
           QFile::setPermissions(to, QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
}

} // namespace

QString runAgainAsOrdinaryUser()
{
    QTemporaryDir folder;
    const auto program = folder.filePath(u"test"_s);
    const auto agent = folder.filePath(u"agent"_s);
    if (!copyForAll(QCoreApplication::applicationFilePath(), program) || !copyForAll(stepAgentPath(), agent))
        return u"the programs could not be copied"_s;
    QFile::setPermissions(folder.path(), QFile::permissions(folder.path()) | QFile::ReadOther | QFile::ExeOther);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CA_STEP_AGENT"_s, agent);
    environment.insert(u"CA_RUN_AGAIN"_s, u"1"_s);
    environment.insert(u"HOME"_s, u"/nonexistent"_s);
    QProcess again;
    again.setProcessEnvironment(environment);
    again.setProcessChannelMode(QProcess::MergedChannels);
    again.start(u"setpriv"_s, {u"--reuid"_s, ordinaryUid, u"--regid"_s, ordinaryUid, u"--clear-groups"_s, program});
    const bool ended = again.waitForFinished(longestRunMs);
    if (ended && again.exitStatus() == QProcess::NormalExit && again.exitCode() == 0)
        return {};
    return QString::fromUtf8(again.readAll()) + again.errorString();
}

bool isRunAgain()
{
    return qEnvironmentVariableIsSet("CA_RUN_AGAIN");
}

} // namespace ca::testing
