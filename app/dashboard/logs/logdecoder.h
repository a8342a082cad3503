#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>
#include <cstdint>

namespace ca::dashboard {

/// Makes plain text of what a program prints: UTF-8 across the edges of reads, without terminal sequences and control
/// characters other than tab, newline and carriage return. One per stream.
class LogDecoder
{
public:
    [[nodiscard]] QString decode(QByteArrayView bytes);

private:
    enum class State : std::uint8_t { Text, Escape, Sequence, Command, CommandEscape };

    void take(QChar character, QString &text);

    QStringDecoder m_utf8{QStringDecoder::Utf8};
    State m_state = State::Text;
};

} // namespace ca::dashboard
