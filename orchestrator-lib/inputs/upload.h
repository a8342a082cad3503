#pragma once

#include <QString>
#include <chrono>

namespace ca {

/// The most one PUT may carry.
inline constexpr qint64 maxPartBytes = 8LL * 1024 * 1024;

/// What callers may upload.
struct UploadLimits
{
    qint64 uploadBytes = 8LL * 1024 * 1024 * 1024;
    /// Of those that no job has taken yet.
    qsizetype uploads = 200;
    qint64 allBytes = 32LL * 1024 * 1024 * 1024;
    /// One that no job has taken by then is deleted.
    std::chrono::seconds age = std::chrono::hours(24);
};

/// A file that is on its way to a job.
struct Upload
{
    QString id;
    /// What the file is called; no path.
    QString name;
    /// As announced; -1: not said.
    qint64 size = -1;
    /// So many bytes from the start are there, on disk.
    qint64 received = 0;
    /// Milliseconds since 1970 (UTC).
    qint64 created = 0;

    [[nodiscard]] bool isComplete() const { return size < 0 || received == size; }
    bool operator==(const Upload &) const = default;
};

} // namespace ca
