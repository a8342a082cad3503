#include "logselection.h"

#include <algorithm>

namespace ca::dashboard {

void LogSelection::moveTo(LogPosition place, bool extends)
{
    if (!extends || !m_caret)
        m_anchor = place;
    m_caret = place;
}

void LogSelection::select(LogPosition anchor, LogPosition caret)
{
    m_anchor = anchor;
    m_caret = caret;
}

std::optional<TextSpan> LogSelection::in(qint64 line, qsizetype size) const
{
    if (isEmpty() || line < begin().line || line > end().line)
        return {};
    const qsizetype first = line == begin().line ? std::min(begin().unit, size) : 0;
    const qsizetype last = line == end().line ? std::min(end().unit, size) : size;
    return TextSpan{.begin = first, .length = last - first};
}

} // namespace ca::dashboard
