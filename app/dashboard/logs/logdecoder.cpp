#include "logdecoder.h"

namespace ca::dashboard {

namespace {

constexpr char16_t escape = 0x1b;
constexpr char16_t bell = 0x07;

bool isShown(QChar character)
{
    const char16_t unicode = character.unicode();
    return unicode == u'\n' || unicode == u'\t' || unicode == u'\r' || (unicode >= 0x20 && unicode != 0x7f);
}

} // namespace

QString LogDecoder::decode(QByteArrayView bytes)
{
    const QString decoded = m_utf8.decode(bytes);
    QString text;
    text.reserve(decoded.size());
    for (const QChar character : decoded)
        take(character, text);
    return text;
}

// ESC [ … final byte, ESC ] … (BEL or ESC \), and two-character sequences.
void LogDecoder::take(QChar character, QString &text)
{
    const char16_t unicode = character.unicode();
    switch (m_state) {
    case State::Text:
        if (unicode == escape)
            m_state = State::Escape;
        else if (isShown(character))
            text += character;
        break;
    case State::Escape:
        m_state = unicode == u'[' ? State::Sequence : unicode == u']' ? State::Command : State::Text;
        break;
    case State::Sequence:
        if ((unicode >= 0x40 && unicode <= 0x7e) || unicode == u'\n')
            m_state = State::Text;
        break;
    case State::Command:
        if (unicode == bell || unicode == u'\n')
            m_state = State::Text;
        else if (unicode == escape)
            m_state = State::CommandEscape;
        break;
    case State::CommandEscape:
        m_state = State::Text;
        break;
    }
}

} // namespace ca::dashboard
