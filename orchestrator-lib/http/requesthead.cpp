#include "requesthead.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// RFC 9110, section 5.6.2.
bool isTokenByte(char byte)
{
    const bool isAlphanumeric =
        (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return isAlphanumeric || (byte != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(byte));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenByte);
}

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/// Line ends are looked at elsewhere.
bool isControlByte(char byte)
{
    const auto code = static_cast<uchar>(byte);
    return (code < 0x20 && byte != '\t' && byte != '\r' && byte != '\n') || code == 0x7f;
}

bool isTargetByte(char byte)
{
    return byte > ' ' && byte < '\x7f' && byte != '#';
}

bool isSame(QByteArrayView one, QByteArrayView other)
{
    return one.size() == other.size() && one.compare(other, Qt::CaseInsensitive) == 0;
}

bool hasListItem(QByteArrayView list, QByteArrayView item)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        if (isSame((comma < 0 ? list : list.first(comma)).trimmed(), item))
            return true;
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
    }
    return false;
}

/// Not set for anything but digits.
std::optional<qint64> lengthFrom(QByteArrayView text)
{
    if (text.isEmpty() || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    qint64 length = 0;
    for (const char digit : text)
        length = length > (most - 9) / 10 ? most : length * 10 + (digit - '0');
    return length;
}
} // namespace

void RequestHead::clear()
{
    m_raw.resize(0); // keeps its memory
    m_fields.clear();
    m_method = {};
    m_target = {};
    m_lineBegin = 0;
    m_contentLength = 0;
    m_state = State::Incomplete;
    m_hasSkippedLine = m_isHttp10 = m_isChunked = m_expectsContinue = m_isLast = m_wantsUpgrade = false;
}

void RequestHead::refuse(Refusal refusal)
{
    m_refusal = std::move(refusal);
    m_state = State::Refused;
}

qsizetype RequestHead::feed(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state == State::Incomplete)
        taken += takePartOfLine(bytes.sliced(taken));
    return taken;
}

qsizetype RequestHead::takePartOfLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const QByteArrayView part = end < 0 ? bytes : bytes.first(end + 1);
    const qsizetype limit =
        std::min(m_limits.headBytes, m_method.size == 0 ? m_limits.requestLineBytes : m_limits.headBytes);
    const QByteArrayView fitting = part.first(std::min(part.size(), limit - m_raw.size()));
    // In the order of the bytes, so that the answer does not depend on how they were cut.
    if (std::ranges::any_of(fitting, isControlByte)) {
        refuse(Refusal::malformed(u"the request's head holds control characters, so it is not HTTP/1"_s));
    } else if (fitting.size() < part.size()) {
        refuseSize();
    } else {
        m_raw.append(part);
        if (end >= 0)
            endLine();
    }
    return part.size();
}

void RequestHead::refuseSize()
{
    if (m_method.size == 0) {
        return refuse(Refusal::headTooLarge(
            414, u"the request's first line is longer than %1 bytes: its path or query is too long"_s.arg(
                     m_limits.requestLineBytes)));
    }
    refuse(Refusal::headTooLarge(431, u"the request's header is larger than %1 bytes"_s.arg(m_limits.headBytes)));
}

void RequestHead::endLine()
{
    const Span line{.begin = m_lineBegin, .size = m_raw.size() - m_lineBegin - 2};
    m_lineBegin = m_raw.size();
    if (line.size < 0 || !m_raw.endsWith("\r\n") || view(line).contains('\r'))
        return refuse(Refusal::malformed(u"the lines of a request's head must end with CR LF"_s));
    if (line.size > 0)
        return m_method.size == 0 ? readRequestLine(line) : readField(line);
    if (m_method.size > 0)
        return finish();
    // Some clients end a body with a line of its own; RFC 9112, section 2.2 lets it pass.
    if (std::exchange(m_hasSkippedLine, true))
        return refuse(Refusal::malformed(u"the request begins with empty lines"_s));
    m_raw.resize(0);
    m_lineBegin = 0;
}

void RequestHead::readRequestLine(Span line)
{
    const QByteArrayView text = view(line);
    const qsizetype first = text.indexOf(' ');
    const qsizetype second = first < 0 ? -1 : text.indexOf(' ', first + 1);
    if (second < 0)
        return refuse(Refusal::malformed(u"the first line of a request is: METHOD /path HTTP/1.1"_s));
    const QByteArrayView version = text.sliced(second + 1);
    const bool isVersion = version.size() == 8 && version.startsWith("HTTP/") && isDigit(version[5]) &&
                           version[6] == '.' && isDigit(version[7]);
    if (!isVersion || !isToken(text.first(first)))
        return refuse(Refusal::malformed(u"the first line of a request is: METHOD /path HTTP/1.1"_s));
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(Refusal::unsupported(505, u"this server speaks HTTP/1.1"_s));
    const QByteArrayView target = text.sliced(first + 1, second - first - 1);
    // "//x" reads as a host's name to some.
    const bool isPath = target.startsWith('/') && !target.startsWith("//");
    const bool isFitting = m_form == TargetForm::Path ? isPath : !target.isEmpty();
    if (!isFitting || !std::ranges::all_of(target, isTargetByte))
        return refuse(Refusal::malformed(u"the target of a request must be a path that begins with one slash"_s));
    m_isHttp10 = version == "HTTP/1.0";
    m_method = {.begin = line.begin, .size = first};
    m_target = {.begin = line.begin + first + 1, .size = target.size()};
}

void RequestHead::readField(Span line)
{
    if (m_fields.size() >= m_limits.fields)
        return refuse(Refusal::headTooLarge(431, u"the request has more than %1 header fields"_s.arg(m_limits.fields)));
    const QByteArrayView text = view(line);
    const qsizetype colon = text.indexOf(':');
    if (colon < 0 || !isToken(text.first(colon)))
        return refuse(Refusal::malformed(u"a header field is one line: Name: value"_s));
    const QByteArrayView value = text.sliced(colon + 1).trimmed();
    m_fields.append({.name = {.begin = line.begin, .size = colon},
                     .value = {.begin = value.data() - m_raw.constData(), .size = value.size()}});
}

qsizetype RequestHead::count(QByteArrayView name) const
{
    return std::ranges::count_if(m_fields, [&](const Field &field) { return isSame(view(field.name), name); });
}

QByteArrayView RequestHead::value(QByteArrayView name) const
{
    const auto found =
        std::ranges::find_if(m_fields, [&](const Field &field) { return isSame(view(field.name), name); });
    return found == m_fields.end() ? QByteArrayView() : view(found->value);
}

void RequestHead::finish()
{
    const qsizetype hosts = count("Host");
    if (hosts > 1 || (hosts == 0 && !m_isHttp10))
        return refuse(Refusal::malformed(u"a request needs one Host header"_s));
    if (!decideFraming())
        return;
    decideConnection();
    m_state = State::Complete;
}

bool RequestHead::decideFraming()
{
    const qsizetype lengths = count("Content-Length");
    const qsizetype encodings = count("Transfer-Encoding");
    if (lengths > 1 || (lengths > 0 && encodings > 0) || (encodings > 0 && m_isHttp10)) {
        refuse(Refusal::malformed(u"a body has one Content-Length or, in HTTP/1.1, one Transfer-Encoding"_s));
        return false;
    }
    if (encodings > 1 || (encodings > 0 && !isSame(value("Transfer-Encoding"), "chunked"))) {
        refuse(Refusal::unsupported(501, u"the only Transfer-Encoding this server knows is chunked"_s));
        return false;
    }
    m_isChunked = encodings > 0;
    if (lengths > 0) {
        const auto length = lengthFrom(value("Content-Length"));
        if (!length) {
            refuse(Refusal::malformed(u"Content-Length must be a number of bytes in digits"_s));
            return false;
        }
        m_contentLength = *length;
    }
    const qsizetype expectations = count("Expect");
    m_expectsContinue = expectations == 1 && isSame(value("Expect"), "100-continue");
    if (expectations > 0 && !m_expectsContinue) {
        refuse(Refusal::unsupported(417, u"the only expectation this server meets is 100-continue"_s));
        return false;
    }
    return true;
}

void RequestHead::decideConnection()
{
    m_isLast = m_isHttp10;
    bool isUpgrade = false;
    for (const Field &field : m_fields) {
        if (!isSame(view(field.name), "Connection"))
            continue;
        m_isLast |= hasListItem(view(field.value), "close");
        isUpgrade |= hasListItem(view(field.value), "upgrade");
    }
    m_wantsUpgrade = isUpgrade && count("Upgrade") > 0;
}

void RequestHead::appendNormalForm(QByteArray &out, qint64 bodyBytes) const
{
    static constexpr std::array<QByteArrayView, 8> ours{"Connection", "Content-Length", "Expect",  "Keep-Alive",
                                                        "TE",         "Trailer",        "Upgrade", "Transfer-Encoding"};
    out.append(method()).append(' ').append(target()).append(" HTTP/1.1\r\n");
    for (const Field &field : m_fields) {
        const QByteArrayView name = view(field.name);
        if (!std::ranges::any_of(ours, [&](QByteArrayView other) { return isSame(name, other); }))
            out.append(name).append(": ").append(view(field.value)).append("\r\n");
    }
    if (bodyBytes > 0)
        out.append("Content-Length: ").append(QByteArray::number(bodyBytes)).append("\r\n");
    out.append("\r\n");
}

} // namespace ca
