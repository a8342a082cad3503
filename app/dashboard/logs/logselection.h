#pragma once

#include <optional>

#include "logtypes.h"

namespace ca::dashboard {

/// What is selected in a log: from where it began to where the caret is.
class LogSelection
{
public:
    void clear() { *this = {}; }
    /// The caret goes there; what was selected grows to it, or is no more.
    void moveTo(LogPosition place, bool extends);
    void select(LogPosition anchor, LogPosition caret);
    [[nodiscard]] bool hasCaret() const { return m_caret.has_value(); }
    [[nodiscard]] LogPosition caret() const { return m_caret.value_or(LogPosition()); }
    [[nodiscard]] bool isEmpty() const { return !m_caret || m_anchor == *m_caret; }
    [[nodiscard]] LogPosition begin() const { return std::min(m_anchor, caret()); }
    [[nodiscard]] LogPosition end() const { return std::max(m_anchor, caret()); }
    /// What of a line is selected; also the end of one that goes on in the next.
    [[nodiscard]] std::optional<TextSpan> in(qint64 line, qsizetype size) const;

private:
    LogPosition m_anchor;
    std::optional<LogPosition> m_caret;
};

} // namespace ca::dashboard
