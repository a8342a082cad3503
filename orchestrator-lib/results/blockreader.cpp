#include "blockreader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace ca {

namespace {
/// Small enough to be asked for a cancellation many times in 100 ms, large enough for the disk.
constexpr qint64 blockBytes = 256LL * 1024;
constexpr std::array<char, blockBytes> zeroBlock{};
} // namespace

BlockReader::BlockReader(int fd, qint64 size)
    : m_fd(fd)
    , m_size(size)
    , m_buffer(std::min(size, blockBytes), Qt::Uninitialized)
{
    ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
}

QByteArrayView BlockReader::next()
{
    if (m_at >= m_size)
        return {};
    if (m_at >= m_dataEnd)
        findData();
    if (m_isDamaged)
        return zeros(m_size);
    if (m_at < m_dataBegin)
        return zeros(m_dataBegin);
    const auto wanted = static_cast<size_t>(std::min<qint64>(m_dataEnd - m_at, m_buffer.size()));
    ssize_t got = 0;
    do {
        got = ::pread(m_fd, m_buffer.data(), wanted, m_at);
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
        m_isDamaged = true;
        return zeros(m_size);
    }
    m_at += got;
    return QByteArrayView(m_buffer).first(got);
}

QByteArrayView BlockReader::zeros(qint64 end)
{
    const qint64 count = std::min({blockBytes, end - m_at, m_size - m_at});
    m_at += count;
    return {zeroBlock.data(), count};
}

void BlockReader::findData()
{
    const off_t begin = ::lseek(m_fd, m_at, SEEK_DATA);
    if (begin < 0) {
        // ENXIO: only a hole is left, or the file ends earlier. Else a file system without holes: everything is data.
        m_isDamaged = errno == ENXIO && ::lseek(m_fd, 0, SEEK_END) < m_size;
        m_dataBegin = errno == ENXIO ? m_size : m_at;
        m_dataEnd = m_size;
        return;
    }
    const off_t end = ::lseek(m_fd, begin, SEEK_HOLE);
    m_dataBegin = begin;
    m_dataEnd = end < 0 ? m_size : std::max<qint64>(begin, std::min<qint64>(end, m_size));
}

} // namespace ca
