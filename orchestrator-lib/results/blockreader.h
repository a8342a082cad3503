#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace ca {

/// Reads a file in blocks, from the start. Holes are not read but made up, so that a sparse file costs neither disk nor
/// page cache.
class BlockReader
{
public:
    /// Reads `size` bytes of `fd`, which stays the caller's.
    BlockReader(int fd, qint64 size);

    /// The next block, valid until the next call; empty at the end. A file that is shorter than said, or that cannot be
    /// read to its end, is filled up with zeros and counts as damaged.
    QByteArrayView next();

    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }

private:
    QByteArrayView zeros(qint64 end);
    void findData();

    int m_fd;
    qint64 m_size;
    qint64 m_at = 0;
    /// The run of data that was found last, in bytes.
    qint64 m_dataBegin = 0;
    qint64 m_dataEnd = 0;
    bool m_isDamaged = false;
    QByteArray m_buffer;
};

} // namespace ca
