#include "chunkdecoder.h"

#include <algorithm>

namespace ca {

namespace {
constexpr int maxSizeDigits = 16;
/// For extensions and trailers, in all; each byte of data excuses one more.
constexpr qint64 maxOverheadBytes = 16LL * 1024;

int hexDigit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}
} // namespace

ChunkDecoder::Piece ChunkDecoder::next(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state == State::Reading) {
        if (m_place == Place::Data) {
            const auto size = static_cast<qsizetype>(std::min(m_size, static_cast<quint64>(bytes.size() - taken)));
            m_size -= static_cast<quint64>(size);
            if (m_size == 0)
                m_place = Place::DataReturn;
            return {.taken = taken + size, .data = bytes.sliced(taken, size)};
        }
        takeByte(bytes[taken++]);
    }
    return {.taken = taken};
}

void ChunkDecoder::takeByte(char byte)
{
    switch (m_place) {
    case Place::Size:
        return takeSizeByte(byte);
    case Place::Extension:
        return takeIgnored(byte, Place::SizeLineFeed);
    case Place::SizeLineFeed:
        return byte == '\n' ? endSizeLine() : fail(State::Malformed);
    case Place::DataReturn:
        return expect(byte, '\r', Place::DataLineFeed);
    case Place::DataLineFeed:
        m_digits = 0;
        return expect(byte, '\n', Place::Size);
    case Place::TrailerBegin:
        return takeIgnored(byte, Place::LastLineFeed);
    case Place::Trailer:
        return takeIgnored(byte, Place::TrailerLineFeed);
    case Place::TrailerLineFeed:
        return expect(byte, '\n', Place::TrailerBegin);
    case Place::LastLineFeed:
        return fail(byte == '\n' ? State::Done : State::Malformed);
    case Place::Data:
        break;
    }
}

void ChunkDecoder::takeSizeByte(char byte)
{
    const int digit = hexDigit(byte);
    if (digit >= 0 && m_digits < maxSizeDigits) {
        m_size = m_size * 16 + static_cast<quint64>(digit);
        ++m_digits;
    } else if (m_digits > 0 && byte == ';') {
        m_place = Place::Extension;
    } else if (m_digits > 0 && byte == '\r') {
        m_place = Place::SizeLineFeed;
    } else {
        fail(State::Malformed);
    }
}

void ChunkDecoder::endSizeLine()
{
    if (m_size > static_cast<quint64>(m_left))
        return fail(State::TooLarge);
    m_left -= static_cast<qint64>(m_size);
    m_overhead = std::max<qint64>(m_overhead - static_cast<qint64>(m_size), 0);
    m_place = m_size > 0 ? Place::Data : Place::TrailerBegin;
}

void ChunkDecoder::expect(char byte, char wanted, Place next)
{
    if (byte == wanted)
        m_place = next;
    else
        fail(State::Malformed);
}

void ChunkDecoder::takeIgnored(char byte, Place atReturn)
{
    const auto code = static_cast<uchar>(byte);
    const bool isControl = (code < 0x20 && byte != '\t' && byte != '\r') || code == 0x7f;
    if (isControl || ++m_overhead > maxOverheadBytes)
        return fail(State::Malformed);
    if (byte == '\r')
        m_place = atReturn;
    else if (m_place == Place::TrailerBegin)
        m_place = Place::Trailer;
}

} // namespace ca
