#pragma once

#include <QDeadlineTimer>
#include <chrono>
#include <optional>

namespace ca::cli {

/// How long to wait before the next try: twice as long each time, up to 5 s, until patience is over.
class Backoff
{
public:
    explicit Backoff(std::chrono::seconds patience)
        : m_patience(patience)
    {
    }

    /// It works again: the next failure starts anew.
    void reset() { m_failures = 0; }
    /// Not set when patience is over, counted from the first failure.
    std::optional<std::chrono::milliseconds> next()
    {
        using namespace std::chrono_literals;
        constexpr int mostDoublings = 5;
        if (m_failures++ == 0)
            m_end.setRemainingTime(m_patience);
        const std::chrono::milliseconds wait =
            std::min<std::chrono::milliseconds>(5s, 200ms * (1 << std::min(m_failures - 1, mostDoublings)));
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_end.remainingTimeAsDuration());
        return left > 0ms ? std::optional(std::min(wait, left)) : std::nullopt;
    }

private:
    std::chrono::seconds m_patience;
    QDeadlineTimer m_end;
    int m_failures = 0;
};

} // namespace ca::cli
