#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace ca {

/// The whole content of a small kernel file (cgroup, /proc, sysctl); nothing when it cannot be read.
std::optional<QByteArray> readSmallFile(const QString &path);

/// Writes in one write(2), as kernel files want it; 0, or errno.
int writeSmallFile(const QString &path, const QByteArray &content);

/// The number after `key` in lines of "key value", as cgroup event files have it; 0 when the key is missing.
qint64 keyedNumber(const QByteArray &content, const QByteArray &key);

} // namespace ca
