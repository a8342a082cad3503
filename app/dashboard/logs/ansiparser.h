#pragma once

#include <QByteArrayView>
#include <array>

#include "textstyle.h"

namespace ca::dashboard {

/// Follows the terminal sequences (ECMA-48) in what a program prints: those that style text (SGR) change the style, the
/// others pass without effect. One per stream.
class AnsiParser
{
public:
    enum class Effect : std::uint8_t { None, EraseToEnd };

    static constexpr char escape = 0x1b;

    [[nodiscard]] const TextStyle &style() const { return m_style; }
    void setStyle(const TextStyle &style) { m_style = style; }
    [[nodiscard]] bool isInSequence() const { return m_state != State::Text; }
    /// One byte of a sequence, of which ESC is the first.
    Effect feed(char byte);
    /// A sequence ends with its line at the latest.
    void endLine() { m_state = State::Text; }
    /// Follows the styles through a line's text.
    void skim(QByteArrayView line);

private:
    enum class State : std::uint8_t { Text, Escape, Sequence, Command, CommandEscape, Charset };

    Effect feedSequence(char byte);
    void addDigit(char byte);
    void applyStyles();
    std::size_t applyStyle(std::size_t at);
    void applyFlag(int code);
    std::size_t readColor(std::size_t at, TextColor &color) const;
    [[nodiscard]] int number(std::size_t at) const { return at < m_count ? m_numbers.at(at) : 0; }

    TextStyle m_style;
    State m_state = State::Text;
    /// The sequence's parameters; more than that are of no use to anyone.
    std::array<int, 32> m_numbers{};
    std::size_t m_count = 0;
    /// "?" and the like: not a sequence that everybody knows.
    bool m_isPrivate = false;
    bool m_hasColons = false;
};

} // namespace ca::dashboard
