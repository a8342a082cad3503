#include "responsehead.h"

#include <QString>
#include <algorithm>
#include <array>

namespace ca {

namespace {

constexpr qsizetype mostBytes = 64LL * 1024;
constexpr std::array<QByteArrayView, 4> connectionFields{"Connection", "Proxy-Connection", "Keep-Alive", "Upgrade"};

bool isSameWord(QByteArrayView one, QByteArrayView other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

bool isNumber(QByteArrayView text)
{
    constexpr qsizetype mostDigits = 18;
    return !text.isEmpty() && text.size() <= mostDigits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

void ResponseHead::clear()
{
    *this = ResponseHead();
}

qsizetype ResponseHead::feed(QByteArrayView bytes)
{
    constexpr QByteArrayView end("\r\n\r\n");
    const qsizetype before = m_raw.size();
    m_raw.append(bytes.first(std::min(bytes.size(), mostBytes - before)));
    const qsizetype found = m_raw.indexOf(end, std::max<qsizetype>(before - end.size() + 1, 0));
    if (found < 0) {
        if (m_raw.size() >= mostBytes)
            malformed();
        return m_raw.size() - before;
    }
    m_raw.truncate(found + end.size());
    read();
    return m_raw.size() - before;
}

void ResponseHead::read()
{
    // "HTTP/1.1 200 OK"
    const qsizetype lineEnd = m_raw.indexOf("\r\n");
    m_statusLine = m_raw.first(lineEnd + 2);
    const bool isVersion = m_statusLine.startsWith("HTTP/1.1 ") || m_statusLine.startsWith("HTTP/1.0 ");
    const QByteArray code = m_statusLine.sliced(std::min<qsizetype>(9, m_statusLine.size())).left(3);
    if (!isVersion || !isNumber(code) || code.size() != 3 || code.front() == '0')
        return malformed();
    m_status = code.toInt();
    QByteArrayView rest = QByteArrayView(m_raw).sliced(lineEnd + 2);
    m_state = State::Complete;
    while (rest != "\r\n" && m_state == State::Complete) {
        const qsizetype size = rest.indexOf("\r\n") + 2;
        if (!readField(rest.first(size)))
            return malformed();
        rest = rest.sliced(size);
    }
}

bool ResponseHead::readField(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = line.first(std::max<qsizetype>(colon, 0));
    // Bare CR or LF, a folded line, white space before the colon: read differently by different clients.
    const bool isStrange = name.isEmpty() || std::ranges::any_of(name, [](char c) { return c <= ' ' || c > '~'; }) ||
                           line.chopped(2).contains('\r') || line.chopped(2).contains('\n');
    if (isStrange)
        return false;
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (isSameWord(name, "Content-Length")) {
        const bool isRepeated = m_length >= 0 && isNumber(value) && value.toLongLong() != m_length;
        if (!isNumber(value) || isRepeated)
            return false;
        m_length = value.toLongLong();
        return true;
    }
    if (isSameWord(name, "Transfer-Encoding")) {
        m_isChunked = !m_hasEncoding && isSameWord(value, "chunked");
        m_hasEncoding = true;
    }
    if (!std::ranges::any_of(connectionFields, [&](QByteArrayView own) { return isSameWord(own, name); }))
        m_fields.append(line);
    return true;
}

Framing ResponseHead::bodyFraming(bool isAnswerToHead) const
{
    constexpr int noContent = 204;
    constexpr int notModified = 304;
    if (isAnswerToHead || isInterim() || m_status == noContent || m_status == notModified)
        return {};
    if (m_isChunked)
        return {.kind = Framing::Kind::Chunked};
    if (m_hasEncoding || m_length < 0)
        return {.kind = Framing::Kind::UntilEnd};
    return {.kind = Framing::Kind::Length, .bytes = m_length};
}

QByteArray ResponseHead::forwarded() const
{
    QByteArray out = m_statusLine + m_fields;
    // With both, the encoding is what counts.
    if (m_length >= 0 && !m_hasEncoding)
        out += "Content-Length: " + QByteArray::number(m_length) + "\r\n";
    return out + (isInterim() ? "\r\n" : "Connection: close\r\n\r\n");
}

} // namespace ca
