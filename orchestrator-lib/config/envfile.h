#pragma once

#include <QString>
#include <optional>
#include <sys/types.h>

#include "result.h"

namespace ca {

/// A small file of settings, read with care: it may be anybody's.
struct EnvFile
{
    /// Larger ones are not read.
    static constexpr qint64 maxBytes = 64LL * 1024;

    QByteArray content;
    /// Nobody but its owner can read it.
    bool isPrivate = false;
    uid_t owner = 0;

    /// Not set when there is no such file. Errors: InvalidArgument; the sentence names the file: no regular file (a
    /// link is none), larger than maxBytes, or not readable.
    static Result<std::optional<EnvFile>> read(const QString &path);
};

} // namespace ca
