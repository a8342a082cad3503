#include "filecopy.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

namespace ca {

using namespace Qt::StringLiterals;

namespace {
constexpr std::size_t chunkBytes = 4UL * 1024 * 1024;

Result<void> copyBytes(const UniqueFd &from, const UniqueFd &to, qint64 size, const std::stop_token &stop,
                       const std::function<void(qint64)> &progress)
{
    if (::ioctl(to.get(), FICLONE, from.get()) == 0)
        return {};
    qint64 done = 0;
    while (done < size) {
        if (stop.stop_requested())
            return failure(ErrorCode::Cancelled, u"copying was cancelled"_s);
        const ssize_t sent = ::sendfile(to.get(), from.get(), nullptr, chunkBytes);
        if (sent == 0)
            return failure(ErrorCode::Io, u"it became shorter while it was copied"_s);
        if (sent < 0 && errno != EINTR)
            return failure(ioError(u"copying failed"_s, errno));
        done += std::max<ssize_t>(sent, 0);
        progress(done);
    }
    return {};
}
} // namespace

Result<void> copyInto(TreeWriter &tree, UnpackBudget &budget, const QString &source, const QByteArray &path,
                      const std::stop_token &stop, const std::function<void(qint64)> &progress)
{
    const UniqueFd from(::open(QFile::encodeName(source).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!from.isValid() && errno == ENOENT)
        return failure(ErrorCode::NotFound, u"it is not there any more"_s);
    struct stat info = {};
    if (!from.isValid() || ::fstat(from.get(), &info) != 0)
        return failure(ioError(u"it cannot be read"_s, errno));
    budget.beginInput(info.st_size);
    if (auto fits = budget.addEntry().and_then([&] { return budget.addBytes(info.st_size); }); !fits)
        return fits;
    const auto to = tree.createFile(path, 0644);
    if (!to)
        return failure(to.error());
    return copyBytes(from, *to, info.st_size, stop, progress);
}

} // namespace ca
