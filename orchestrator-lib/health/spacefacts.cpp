#include "spacefacts.h"

#include <QFile>
#include <sys/statvfs.h>

namespace ca {

SpaceFacts SpaceFacts::of(const QString &folder)
{
    struct statvfs info{};
    if (::statvfs(QFile::encodeName(folder).constData(), &info) != 0)
        return {.folder = folder};
    const auto bytes = [&info](fsblkcnt_t blocks) { return static_cast<qint64>(blocks * info.f_frsize); };
    return {.folder = folder,
            .isKnown = true,
            .isReadOnly = (info.f_flag & ST_RDONLY) != 0,
            .freeBytes = bytes(info.f_bavail),
            .totalBytes = bytes(info.f_blocks),
            .isOutOfFiles = info.f_files > 0 && info.f_favail == 0}; // some file systems count no files
}

} // namespace ca
