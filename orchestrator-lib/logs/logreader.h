#pragma once

#include <QByteArray>
#include <QString>

#include "logstream.h"
#include "result.h"

namespace ca {

/// Reads a job's logs, while they grow or afterwards. Calls block for as long as the disk takes: milliseconds. Not for
/// the GUI thread. Any thread.
class LogReader
{
public:
    /// `folder` is the job's logs folder.
    explicit LogReader(QString folder)
        : m_folder(std::move(folder))
    {
    }

    [[nodiscard]] QString path(LogStream stream) const;
    /// 0 when there is no log yet.
    [[nodiscard]] qint64 size(LogStream stream) const;

    /// At most `length` bytes from `offset` on. Errors: Io.
    [[nodiscard]] Result<QByteArray> read(LogStream stream, qint64 offset, qint64 length) const;

    /// The last lines, at most `maxBytes` of them, read from the end: cheap however long the log is. Starts at a line's
    /// beginning unless a line alone is longer than `maxBytes`. Errors: Io.
    [[nodiscard]] Result<QByteArray> lastLines(LogStream stream, int lines, qint64 maxBytes) const;

private:
    QString m_folder;
};

} // namespace ca
