#include "ansiparser.h"

#include <algorithm>

namespace ca::dashboard {

namespace {

constexpr char bell = 0x07;
constexpr int mostNumber = 65'535;

} // namespace

AnsiParser::Effect AnsiParser::feed(char byte)
{
    switch (m_state) {
    case State::Text:
        m_state = State::Escape;
        break;
    case State::Escape:
        m_numbers = {};
        m_count = 0;
        m_isPrivate = m_hasColons = false;
        if (byte == '[')
            m_state = State::Sequence;
        else if (byte == ']' || byte == 'P' || byte == '_' || byte == '^' || byte == 'X')
            m_state = State::Command;
        else
            m_state = byte >= 0x20 && byte <= 0x2f ? State::Charset : State::Text;
        break;
    case State::Sequence:
        return feedSequence(byte);
    case State::Command:
        if (byte == bell)
            m_state = State::Text;
        else if (byte == escape)
            m_state = State::CommandEscape;
        break;
    case State::CommandEscape:
    case State::Charset:
        m_state = State::Text;
        break;
    }
    return Effect::None;
}

AnsiParser::Effect AnsiParser::feedSequence(char byte)
{
    if (byte >= '0' && byte <= '9') {
        addDigit(byte);
    } else if (byte == ';' || byte == ':') {
        m_hasColons = m_hasColons || byte == ':';
        m_count = std::min(std::max<std::size_t>(m_count, 1) + 1, m_numbers.size());
        m_numbers.at(m_count - 1) = 0;
    } else if (byte >= 0x40 && byte <= 0x7e) {
        m_state = State::Text;
        if (byte == 'm' && !m_isPrivate)
            applyStyles();
        else if (byte == 'K' && number(0) == 0)
            return Effect::EraseToEnd;
    } else if (byte >= 0x20 && byte <= 0x3f) {
        m_isPrivate = true;
    } else if (byte == escape) {
        m_state = State::Escape; // the one before was broken off
    }
    return Effect::None;
}

void AnsiParser::addDigit(char byte)
{
    m_count = std::max<std::size_t>(m_count, 1);
    int &value = m_numbers.at(m_count - 1);
    value = std::min(value * 10 + (byte - '0'), mostNumber);
}

void AnsiParser::skim(QByteArrayView line)
{
    for (qsizetype at = line.indexOf(escape); at >= 0 && at < line.size(); ++at) {
        if (!isInSequence() && line[at] != escape) {
            at = line.indexOf(escape, at);
            if (at < 0)
                break;
        }
        feed(line[at]);
    }
    endLine();
}

void AnsiParser::applyStyles()
{
    if (m_count == 0)
        m_style = {};
    for (std::size_t at = 0; at < m_count;)
        at = applyStyle(at);
}

/// Applies the code there; returns where the next one is.
std::size_t AnsiParser::applyStyle(std::size_t at)
{
    const int code = number(at);
    const auto indexed = [](int value) {
        return TextColor{.kind = TextColor::Kind::Indexed, .value = static_cast<quint32>(value)};
    };
    if (code == 38)
        return readColor(at + 1, m_style.text);
    if (code == 48)
        return readColor(at + 1, m_style.ground);
    if (code == 58) { // an underline's own colour
        TextColor unused;
        return readColor(at + 1, unused);
    }
    if (code >= 30 && code <= 37)
        m_style.text = indexed(code - 30);
    else if (code >= 40 && code <= 47)
        m_style.ground = indexed(code - 40);
    else if (code >= 90 && code <= 97)
        m_style.text = indexed(code - 90 + 8);
    else if (code >= 100 && code <= 107)
        m_style.ground = indexed(code - 100 + 8);
    else
        applyFlag(code);
    if (code == 4 && m_hasColons) { // 4:3 is a curly line, 4:0 none
        m_style.isUnderlined = number(at + 1) != 0;
        return at + 2;
    }
    return at + 1;
}

void AnsiParser::applyFlag(int code)
{
    switch (code) {
    case 0:
        m_style = {};
        break;
    case 1:
        m_style.isBold = true;
        break;
    case 2:
        m_style.isFaint = true;
        break;
    case 22:
        m_style.isBold = m_style.isFaint = false;
        break;
    case 3:
    case 23:
        m_style.isItalic = code == 3;
        break;
    case 4:
    case 21: // a double line
    case 24:
        m_style.isUnderlined = code != 24;
        break;
    case 7:
    case 27:
        m_style.isInverse = code == 7;
        break;
    case 9:
    case 29:
        m_style.isStruckOut = code == 9;
        break;
    case 39:
        m_style.text = {};
        break;
    case 49:
        m_style.ground = {};
        break;
    default:
        break;
    }
}

/// 5;N or 2;R;G;B, where colons may name a colour space before R; returns where the next code is.
std::size_t AnsiParser::readColor(std::size_t at, TextColor &color) const
{
    const auto byteAt = [this](std::size_t place) { return static_cast<quint32>(std::min(number(place), 255)); };
    if (number(at) == 5) {
        color = {.kind = TextColor::Kind::Indexed, .value = byteAt(at + 1)};
        return at + 2;
    }
    if (number(at) != 2)
        return at + 1;
    const std::size_t red = m_hasColons && m_count - at > 4 ? at + 2 : at + 1;
    color = {.kind = TextColor::Kind::Mixed, .value = byteAt(red) << 16 | byteAt(red + 1) << 8 | byteAt(red + 2)};
    return red + 3;
}

} // namespace ca::dashboard
