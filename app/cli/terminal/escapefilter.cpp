#include "escapefilter.h"

#include <algorithm>

namespace ca::cli {

namespace {
constexpr char16_t escape = 0x1b;
constexpr char16_t deleteSign = 0x7f;
constexpr char16_t bell = 0x07;
constexpr char16_t sequenceStart = 0x9b;
constexpr char16_t stringEnd = 0x9c;
/// Longer ones are no terminal's: an unfinished one must not swallow the log.
constexpr int maxParameters = 64;
constexpr int maxString = 4096;

bool startsString(char16_t c)
{
    return c == 0x90 || c == 0x98 || (c >= 0x9d && c <= 0x9f);
}

bool isControl(char16_t c)
{
    return c < 0x20 || (c >= deleteSign && c <= 0x9f);
}

bool isColour(QStringView parameters)
{
    return std::ranges::all_of(parameters, [](QChar c) { return (c >= u'0' && c <= u'9') || c == u';' || c == u':'; });
}
} // namespace

EscapeFilter::EscapeFilter(Colours colours)
    : m_colours(colours)
{
}

QByteArray EscapeFilter::filter(const QByteArray &bytes)
{
    const QString text = m_decoder(bytes);
    m_out.clear();
    for (const QChar c : text)
        feed(c.unicode());
    return m_out.toUtf8();
}

QByteArray EscapeFilter::reset()
{
    return std::exchange(m_isColoured, false) ? QByteArray("\x1b[0m") : QByteArray();
}

void EscapeFilter::feed(char16_t c)
{
    switch (m_state) {
    case State::Text:
        return feedText(c);
    case State::Escape:
        return feedEscape(c);
    case State::Sequence:
        return feedSequence(c);
    case State::String:
    case State::StringEscape:
        return feedString(c);
    }
}

void EscapeFilter::feedText(char16_t c)
{
    m_parameters.clear();
    m_stringLength = 0;
    if (c == escape)
        m_state = State::Escape;
    else if (c == sequenceStart)
        m_state = State::Sequence;
    else if (startsString(c))
        m_state = State::String;
    else if (!isControl(c) || c == u'\n' || c == u'\t' || c == u'\r')
        m_out += QChar(c);
}

void EscapeFilter::feedEscape(char16_t c)
{
    if (c == u'[') {
        m_state = State::Sequence;
    } else if (c == u']' || c == u'P' || c == u'X' || c == u'^' || c == u'_') {
        m_state = State::String;
    } else if (isControl(c)) {
        m_state = State::Text;
        feedText(c);
    } else if (c > 0x2f) { // what comes before is an intermediate: the sequence goes on
        m_state = State::Text;
    }
}

void EscapeFilter::feedSequence(char16_t c)
{
    if (c >= 0x20 && c < 0x40 && m_parameters.size() < maxParameters) {
        m_parameters += QChar(c);
        return;
    }
    m_state = State::Text;
    if (isControl(c))
        return feedText(c);
    if (c == u'm' && m_colours == Colours::Keep && isColour(m_parameters)) {
        m_out += QChar(escape) + u'[' + m_parameters + u'm';
        m_isColoured = true;
    }
}

void EscapeFilter::feedString(char16_t c)
{
    if (m_state == State::StringEscape) {
        m_state = State::Text;
        if (c != u'\\') {
            m_state = State::Escape;
            feedEscape(c);
        }
        return;
    }
    if (c == escape) {
        m_state = State::StringEscape;
    } else if (c == bell || c == stringEnd || ++m_stringLength > maxString) {
        m_state = State::Text;
    } else if (c == u'\n') {
        m_state = State::Text;
        feedText(c);
    }
}

} // namespace ca::cli
