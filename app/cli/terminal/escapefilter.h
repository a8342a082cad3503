#pragma once

#include <QByteArray>
#include <QString>
#include <QStringDecoder>

namespace ca::cli {

/// Makes a job's output fit for a terminal: colours (SGR) stay, every other escape sequence and control character goes,
/// bytes that are not UTF-8 become U+FFFD. Takes the output in pieces of any size.
class EscapeFilter
{
public:
    enum class Colours : bool { Drop, Keep };

    explicit EscapeFilter(Colours colours);

    [[nodiscard]] QByteArray filter(const QByteArray &bytes);
    /// What takes back the colours that are still on; empty when none are.
    [[nodiscard]] QByteArray reset();

private:
    enum class State : std::uint8_t { Text, Escape, Sequence, String, StringEscape };

    void feed(char16_t c);
    void feedText(char16_t c);
    void feedEscape(char16_t c);
    void feedSequence(char16_t c);
    void feedString(char16_t c);

    QStringDecoder m_decoder{QStringDecoder::Utf8};
    Colours m_colours;
    State m_state = State::Text;
    QString m_parameters;
    int m_stringLength = 0;
    bool m_isColoured = false;
    QString m_out;
};

} // namespace ca::cli
