#pragma once

#include <QByteArrayView>
#include <vector>

#include "ansiparser.h"
#include "logtypes.h"

namespace ca::dashboard {

/// Makes of a line's bytes what a terminal would show in the end: styles are followed, a carriage return overwrites,
/// everything else that has no picture is left out or stands as U+FFFD, so that nothing hides or reorders text.
class LineBuilder
{
public:
    /// The parser's style is that at the line's begin; afterwards that at its end.
    [[nodiscard]] LogLine build(QByteArrayView bytes, AnsiParser &parser);

private:
    struct Cell
    {
        char32_t base = 0;
        /// Combining marks; more of them are dropped.
        char32_t first = 0;
        char32_t second = 0;
        int style = 0;
    };
    void take(QByteArrayView bytes, AnsiParser &parser);
    void takeControl(char byte);
    void put(QByteArrayView text);
    void put(char32_t code);
    void setStyle(const TextStyle &style);
    [[nodiscard]] LogLine finish() const;

    std::vector<Cell> m_cells;
    std::size_t m_cursor = 0;
    std::vector<TextStyle> m_styles;
    int m_style = 0;
};

} // namespace ca::dashboard
