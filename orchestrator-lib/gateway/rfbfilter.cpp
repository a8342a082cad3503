#include "rfbfilter.h"

#include <QtEndian>
#include <algorithm>
#include <cstdlib>

namespace ca {

namespace {

namespace message {
constexpr quint8 setPixelFormat = 0;
constexpr quint8 setEncodings = 2;
constexpr quint8 updateRequest = 3;
constexpr quint8 key = 4;
constexpr quint8 pointer = 5;
constexpr quint8 cutText = 6;
constexpr quint8 continuousUpdates = 150;
constexpr quint8 fence = 248;
constexpr quint8 xvp = 250;
constexpr quint8 setDesktopSize = 251;
constexpr quint8 qemu = 255;
} // namespace message

constexpr quint8 securityNone = 1;
constexpr qint32 extendedMouseButtons = -316;
constexpr quint64 mostClipboardBytes = 64ULL * 1024 * 1024;
constexpr quint16 mostEncodings = 1024;

quint8 byteAt(const QByteArray &bytes, qsizetype index)
{
    return static_cast<quint8>(bytes.at(index));
}

template <typename Number>
Number numberAt(const QByteArray &bytes, qsizetype index)
{
    return qFromBigEndian<Number>(bytes.constData() + index);
}

} // namespace

bool RfbFilter::feed(QByteArrayView bytes, QByteArray &out)
{
    while (!bytes.isEmpty()) {
        if (m_stage == Stage::Messages && m_rights == ViewerRights::Control) {
            out.append(bytes);
            return true;
        }
        if (m_rest > 0) {
            const auto count = static_cast<qsizetype>(std::min<quint64>(m_rest, static_cast<quint64>(bytes.size())));
            if (m_passRest)
                out.append(bytes.first(count));
            bytes = bytes.sliced(count);
            m_rest -= static_cast<quint64>(count);
            continue;
        }
        const qsizetype count = std::min(wanted() - m_message.size(), bytes.size());
        m_message.append(bytes.first(count));
        bytes = bytes.sliced(count);
        // With its first bytes a message may turn out to want more.
        if (m_message.size() < wanted())
            continue;
        if (!(m_stage == Stage::Messages ? takeMessage(out) : takeHandshake(out)))
            return false;
    }
    return true;
}

bool RfbFilter::takeHandshake(QByteArray &out)
{
    switch (m_stage) {
    case Stage::Version:
        if (m_message != "RFB 003.007\n" && m_message != "RFB 003.008\n")
            return false;
        m_stage = Stage::Security;
        break;
    case Stage::Security:
        if (byteAt(m_message, 0) != securityNone)
            return false;
        m_stage = Stage::Init;
        break;
    default:
        m_message[0] = 1; // shared
        m_stage = Stage::Messages;
    }
    out.append(m_message);
    m_message.clear();
    return true;
}

qsizetype RfbFilter::wanted() const
{
    constexpr qsizetype versionBytes = 12;
    if (m_stage == Stage::Version)
        return versionBytes;
    if (m_stage != Stage::Messages || m_message.isEmpty())
        return 1;
    switch (byteAt(m_message, 0)) {
    case message::setPixelFormat:
        return 20;
    case message::setEncodings:
        if (m_message.size() < 4)
            return 4;
        return 4 + 4 * std::min<qsizetype>(numberAt<quint16>(m_message, 2), mostEncodings);
    case message::updateRequest:
    case message::continuousUpdates:
        return 10;
    case message::key:
    case message::cutText:
    case message::setDesktopSize:
        return 8;
    case message::pointer:
        return m_hasLongPointer && m_message.size() > 1 && (byteAt(m_message, 1) & 0x80) != 0 ? 7 : 6;
    case message::fence:
        return 9;
    case message::xvp:
        return 4;
    case message::qemu: // extended keys are 12 bytes; sound is 4, or 10 when it names a format
        if (m_message.size() < 4)
            return 4;
        return byteAt(m_message, 1) == 0 ? 12 : numberAt<quint16>(m_message, 2) == 2 ? 10 : 4;
    default:
        return 1;
    }
}

bool RfbFilter::isFit() const
{
    constexpr quint8 lastQemu = 1;
    switch (byteAt(m_message, 0)) {
    case message::setEncodings:
        return numberAt<quint16>(m_message, 2) <= mostEncodings;
    case message::cutText:
        return restSize() <= mostClipboardBytes;
    case message::qemu:
        return byteAt(m_message, 1) <= lastQemu;
    case message::setPixelFormat:
    case message::updateRequest:
    case message::continuousUpdates:
    case message::key:
    case message::pointer:
    case message::fence:
    case message::xvp:
    case message::setDesktopSize:
        return true;
    default:
        return false;
    }
}

bool RfbFilter::mayPass() const
{
    switch (byteAt(m_message, 0)) {
    case message::setPixelFormat:
    case message::setEncodings:
    case message::updateRequest:
    // What paces the pictures: a viewer that announces it and does not send it gets none.
    case message::continuousUpdates:
    case message::fence:
        return true;
    default:
        return false;
    }
}

quint64 RfbFilter::restSize() const
{
    switch (byteAt(m_message, 0)) {
    case message::cutText: // negative: an extended clipboard message of so many bytes
        return static_cast<quint64>(std::llabs(numberAt<qint32>(m_message, 4)));
    case message::fence:
        return byteAt(m_message, 8);
    case message::setDesktopSize:
        return 16ULL * byteAt(m_message, 6);
    default:
        return 0;
    }
}

void RfbFilter::noteEncodings()
{
    m_hasLongPointer = false;
    for (qsizetype at = 4; at < m_message.size(); at += 4)
        m_hasLongPointer |= numberAt<qint32>(m_message, at) == extendedMouseButtons;
}

bool RfbFilter::takeMessage(QByteArray &out)
{
    if (!isFit())
        return false;
    if (byteAt(m_message, 0) == message::setEncodings)
        noteEncodings();
    m_rest = restSize();
    m_passRest = mayPass();
    if (m_passRest)
        out.append(m_message);
    m_message.clear();
    return true;
}

} // namespace ca
