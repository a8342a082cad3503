#include "memoryfile.h"

#include <cerrno>
#include <sys/mman.h>
#include <unistd.h>

namespace ca {

Result<UniqueFd> makeMemoryFile(const char *name, const QByteArray &content)
{
    UniqueFd fd(::memfd_create(name, MFD_CLOEXEC));
    if (!fd.isValid())
        return failure(ioError(QStringLiteral("Could not make an in-memory file for the sandbox"), errno));
    qsizetype done = 0;
    while (done < content.size()) {
        const auto count =
            ::write(fd.get(), content.constData() + done, static_cast<std::size_t>(content.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure(ioError(QStringLiteral("Could not fill an in-memory file for the sandbox"), errno));
        done += count;
    }
    if (::lseek(fd.get(), 0, SEEK_SET) != 0)
        return failure(ioError(QStringLiteral("Could not rewind an in-memory file for the sandbox"), errno));
    return fd;
}

} // namespace ca
