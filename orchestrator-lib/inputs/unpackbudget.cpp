#include "unpackbudget.h"

#include <algorithm>

namespace ca {

using namespace Qt::StringLiterals;

void UnpackBudget::beginInput(qint64 bytes)
{
    m_inputSize = std::max<qint64>(bytes, 1);
    m_inputBytes = 0;
}

Result<void> UnpackBudget::addEntry()
{
    if (++m_entries <= m_limits.entries)
        return {};
    return failure(ErrorCode::TooLarge, u"there are more than %1 files and folders in it"_s.arg(m_limits.entries));
}

Result<void> UnpackBudget::addBytes(qint64 bytes)
{
    // Hostile sizes must not overflow the sum.
    if (bytes < 0 || bytes > m_limits.bytes - m_bytes) {
        return failure(ErrorCode::TooLarge,
                       u"unpacked, the job's inputs are larger than the %1 MiB of disk that the job may use: raise "
                       "limits.disk_mb, or send less"_s.arg(m_limits.bytes >> 20));
    }
    m_bytes += bytes;
    m_inputBytes += bytes;
    if (m_inputBytes > m_limits.harmlessBytes && m_inputBytes / m_limits.ratio > m_inputSize) {
        return failure(ErrorCode::TooLarge,
                       u"unpacked it is more than %1 times as large as it is itself, as only archives are that are "
                       "made to fill disks"_s.arg(m_limits.ratio));
    }
    return {};
}

} // namespace ca
