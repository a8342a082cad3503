#include "websocketreader.h"

#include <QCryptographicHash>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <cstring>

namespace ca {

namespace {
constexpr quint8 finalBit = 0x80;
constexpr quint8 reservedBits = 0x70;
constexpr quint8 opcodeBits = 0x0f;
constexpr quint8 controlBit = 0x08;
constexpr quint8 maskBit = 0x80;
constexpr quint8 lengthBits = 0x7f;
constexpr quint8 length16 = 126;
constexpr quint8 length64 = 127;
constexpr qsizetype mostControlBytes = 125;
constexpr quint64 mostFrameBytes = 64ULL * 1024 * 1024;
constexpr qsizetype maskBytes = 4;

quint8 headByte(const QByteArray &bytes, qsizetype index)
{
    return static_cast<quint8>(bytes.at(index));
}
} // namespace

WebSocketReader::Piece WebSocketReader::fail(quint16 code)
{
    m_fault = code;
    return {.kind = Kind::Fault};
}

qsizetype WebSocketReader::headSize() const
{
    if (m_head.size() < 2)
        return 2;
    const quint8 length = headByte(m_head, 1) & lengthBits;
    const qsizetype extra = length == length16 ? 2 : length == length64 ? 8 : 0;
    return 2 + extra + maskBytes;
}

bool WebSocketReader::readHead()
{
    const quint8 first = headByte(m_head, 0);
    const quint8 length = headByte(m_head, 1) & lengthBits;
    m_isFinal = (first & finalBit) != 0;
    m_opcode = first & opcodeBits;
    m_left = length;
    if (length == length16)
        m_left = qFromBigEndian<quint16>(m_head.constData() + 2);
    else if (length == length64)
        m_left = qFromBigEndian<quint64>(m_head.constData() + 2);
    m_maskOffset = 0;
    m_isInFrame = true;
    const bool isControl = (m_opcode & controlBit) != 0;
    const bool isContinuation = m_opcode == static_cast<quint8>(WebSocketOpcode::Continuation);
    if ((first & reservedBits) != 0)
        m_fault = protocolError;
    else if (isControl &&
             (!m_isFinal || m_left > mostControlBytes || m_opcode > static_cast<quint8>(WebSocketOpcode::Pong)))
        m_fault = protocolError;
    else if (m_opcode == static_cast<quint8>(WebSocketOpcode::Text))
        m_fault = wrongData;
    else if (!isControl && (m_opcode > static_cast<quint8>(WebSocketOpcode::Binary) || isContinuation != m_isContinued))
        m_fault = protocolError;
    else if (m_left > mostFrameBytes)
        m_fault = tooBig;
    if (!isControl)
        m_isContinued = !m_isFinal;
    return m_fault == 0;
}

WebSocketReader::Piece WebSocketReader::next(std::span<char> &bytes)
{
    if (m_fault != 0)
        return {.kind = Kind::Fault};
    while (!m_isInFrame) {
        const qsizetype wanted = headSize() - m_head.size();
        const auto count = std::min<qsizetype>(wanted, std::ssize(bytes));
        m_head.append(bytes.data(), count);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        if (count < wanted)
            return {};
        if (m_head.size() == 2 && (headByte(m_head, 1) & maskBit) == 0)
            return fail(protocolError);
        // With its first bytes a head may turn out to be longer.
        if (m_head.size() == headSize() && !readHead())
            return {.kind = Kind::Fault};
    }
    return (m_opcode & controlBit) != 0 ? takeControl(bytes) : takeData(bytes);
}

WebSocketReader::Piece WebSocketReader::takeControl(std::span<char> &bytes)
{
    const auto count = std::min<std::size_t>(m_left, bytes.size());
    if (m_maskOffset == 0)
        m_control.clear();
    unmask(bytes.first(count));
    m_control.append(bytes.data(), static_cast<qsizetype>(count));
    bytes = bytes.subspan(count);
    m_left -= count;
    if (m_left > 0)
        return {};
    m_isInFrame = false;
    m_head.clear();
    if (m_opcode == static_cast<quint8>(WebSocketOpcode::Close))
        return {.kind = Kind::Close, .data = m_control};
    const bool isPing = m_opcode == static_cast<quint8>(WebSocketOpcode::Ping);
    return {.kind = isPing ? Kind::Ping : Kind::Pong, .data = m_control};
}

WebSocketReader::Piece WebSocketReader::takeData(std::span<char> &bytes)
{
    const auto piece = bytes.first(std::min<std::size_t>(m_left, bytes.size()));
    unmask(piece);
    bytes = bytes.subspan(piece.size());
    m_left -= piece.size();
    if (m_left == 0) {
        m_isInFrame = false;
        m_head.clear();
    } else if (piece.empty()) {
        return {};
    }
    return {.kind = Kind::Data, .data = QByteArrayView(piece.data(), std::ssize(piece))};
}

void WebSocketReader::unmask(std::span<char> bytes)
{
    // The mask, turned so that its first byte is the next one's.
    std::array<char, sizeof(quint64)> mask{};
    const char *key = m_head.constData() + m_head.size() - maskBytes;
    for (std::size_t i = 0; i < mask.size(); ++i)
        mask[i] = key[(m_maskOffset + i) % maskBytes];
    m_maskOffset += bytes.size();
    quint64 wide = 0;
    std::memcpy(&wide, mask.data(), sizeof wide);
    while (bytes.size() >= sizeof wide) {
        quint64 word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        word ^= wide;
        std::memcpy(bytes.data(), &word, sizeof word);
        bytes = bytes.subspan(sizeof wide);
    }
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ mask[i]);
}

QByteArray webSocketFrameHead(WebSocketOpcode opcode, quint64 size)
{
    QByteArray head(2, Qt::Uninitialized);
    head[0] = static_cast<char>(finalBit | static_cast<quint8>(opcode));
    if (size <= static_cast<quint64>(mostControlBytes)) {
        head[1] = static_cast<char>(size);
    } else if (size <= 0xffff) {
        head[1] = static_cast<char>(length16);
        head.resize(4);
        qToBigEndian(static_cast<quint16>(size), head.data() + 2);
    } else {
        head[1] = static_cast<char>(length64);
        head.resize(10);
        qToBigEndian(size, head.data() + 2);
    }
    return head;
}

QByteArray webSocketClose(quint16 code, QByteArrayView reason)
{
    QByteArray body(2, Qt::Uninitialized);
    qToBigEndian(code, body.data());
    body.append(reason.first(std::min(reason.size(), mostControlBytes - 2)));
    return webSocketFrameHead(WebSocketOpcode::Close, static_cast<quint64>(body.size())) + body;
}

QByteArray webSocketAccept(QByteArrayView key)
{
    const QByteArray salted = key.toByteArray() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return QCryptographicHash::hash(salted, QCryptographicHash::Sha1).toBase64();
}

} // namespace ca
