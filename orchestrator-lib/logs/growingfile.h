#pragma once

#include <QByteArray>
#include <QString>

#include "uniquefd.h"

namespace ca {

/// A file that somebody else still writes: read through a descriptor, never mapped, so that one that shrinks gives
/// short reads and no fault. Calls block for as long as the disk takes. Any thread, one at a time.
class GrowingFile
{
public:
    explicit GrowingFile(QString path);

    /// Looks how large it is now, and opens it when it has come. False when it is another file than before, or a
    /// shorter one: what was read of it is of no use.
    bool refresh();
    /// As of the last refresh(), in bytes; 0 while there is none.
    [[nodiscard]] qint64 size() const { return m_size; }
    /// Fills `buffer` from `offset` on; returns how many bytes there were. 0 after an error, too.
    qint64 read(qint64 offset, char *buffer, qint64 length) const;
    [[nodiscard]] QByteArray read(qint64 offset, qint64 length) const;
    /// Why the last refresh() could not open it; 0 when it could, or when there is no such file.
    [[nodiscard]] int errorNumber() const { return m_errorNumber; }

private:
    QString m_path;
    UniqueFd m_fd;
    quint64 m_device = 0;
    quint64 m_inode = 0;
    qint64 m_size = 0;
    int m_errorNumber = 0;
};

} // namespace ca
