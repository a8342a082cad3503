#include "programprobe.h"

#include <QCoroProcess>
#include <QProcess>
#include <QStandardPaths>

namespace ca {

using namespace Qt::StringLiterals;

QCoro::Task<Result<QString>> versionOf(QString program, std::chrono::milliseconds patience)
{
    const QString path = QStandardPaths::findExecutable(program);
    if (path.isEmpty())
        co_return failure(ErrorCode::NotFound, u"there is no program %1"_s.arg(program));
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(path, {u"--version"_s}, QIODevice::ReadOnly);
    const bool isEnded = co_await qCoro(process).waitForFinished(patience);
    if (!isEnded) {
        process.kill();
        co_return failure(ErrorCode::Io, u"%1 did not tell its version in time"_s.arg(path));
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        co_return failure(ErrorCode::Io, u"%1 could not tell its version"_s.arg(path));
    const QString said = QString::fromUtf8(process.readAll()).section(u'\n', 0, 0).trimmed();
    co_return said;
}

} // namespace ca
