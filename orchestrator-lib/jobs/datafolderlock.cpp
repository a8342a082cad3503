#include "datafolderlock.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QThread>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ca {

namespace {
QString holderOf(int fd)
{
    std::array<char, 200> text{};
    const ssize_t size = ::pread(fd, text.data(), text.size(), 0);
    const QString holder = QString::fromUtf8(text.data(), std::max<ssize_t>(size, 0)).trimmed();
    return holder.isEmpty() ? QStringLiteral("another program") : holder;
}

/// Whether the process that a holder's name ends with has ended.
bool hasEnded(const QString &holder)
{
    static const QRegularExpression process(QStringLiteral("\\(process (\\d+)\\)$"));
    const pid_t pid = process.match(holder).captured(1).toInt();
    return pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH;
}

/// A killed holder's child that is just about to become a sandbox keeps the lock for a moment longer.
bool lock(int fd)
{
    using namespace std::chrono_literals;
    const QDeadlineTimer deadline(2s);
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK || deadline.hasExpired() || !hasEnded(holderOf(fd)))
            return false;
        QThread::sleep(10ms);
    }
    return true;
}

bool isAnothers(const QString &path)
{
    struct stat info{};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 && info.st_uid != ::geteuid();
}
} // namespace

Result<DataFolderLock> DataFolderLock::take(const QString &dataDir, const QString &ownerName)
{
    const QString path = dataDir + QLatin1StringView("/owner.lock");
    UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.isValid() && isAnothers(path)) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("the data folder %1 is used by %2, another user: choose another folder with "
                                      "--data")
                           .arg(dataDir, QFileInfo(path).owner()));
    }
    if (!fd.isValid())
        return failure(ioError(QStringLiteral("cannot write in the data folder %1").arg(dataDir), errno));
    if (!lock(fd.get())) {
        return failure(
            ErrorCode::Conflict,
            QStringLiteral("the data folder %1 is in use by %2: stop it, or choose another folder with --data")
                .arg(dataDir, holderOf(fd.get())));
    }
    const QByteArray holder = QStringLiteral("%1 (process %2)\n").arg(ownerName).arg(::getpid()).toUtf8();
    if (::ftruncate(fd.get(), 0) != 0 ||
        ::pwrite(fd.get(), holder.constData(), static_cast<size_t>(holder.size()), 0) < 0)
        return failure(ioError(QStringLiteral("cannot write %1").arg(path), errno));
    return DataFolderLock(std::move(fd));
}

} // namespace ca
