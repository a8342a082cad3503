#include "outputframes.h"

#include <QtEndian>
#include <algorithm>

namespace ca {

namespace {
constexpr qsizetype headSize = 8;
constexpr char err = 2;
} // namespace

bool OutputFrames::readHead()
{
    const bool isKnown = m_head.at(0) >= 0 && m_head.at(0) <= err && m_head.sliced(1, 3) == QByteArray(3, '\0');
    m_stream = m_head.at(0) == err ? Stream::Err : Stream::Out;
    m_rest = qFromBigEndian<quint32>(m_head.constData() + 4);
    m_head.clear();
    return isKnown;
}

bool OutputFrames::feed(QByteArrayView bytes, const std::function<void(Stream, QByteArrayView)> &take)
{
    while (!bytes.isEmpty() && !m_isBroken) {
        if (m_rest == 0) {
            const auto count = std::min(headSize - m_head.size(), bytes.size());
            m_head.append(bytes.first(count));
            bytes = bytes.sliced(count);
            if (m_head.size() == headSize)
                m_isBroken = !readHead();
            continue;
        }
        const auto count = std::min<qsizetype>(m_rest, bytes.size());
        take(m_stream, bytes.first(count));
        m_rest -= static_cast<quint32>(count);
        bytes = bytes.sliced(count);
    }
    return !m_isBroken;
}

} // namespace ca
