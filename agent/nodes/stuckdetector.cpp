#include "stuckdetector.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "jobstate.h"

namespace ca::agent {

namespace {

std::size_t outcomeOf(const StepRecord &step)
{
    const std::hash<std::string> hash;
    auto value = step.fingerprint * 31 + static_cast<std::size_t>(step.exitCode);
    if (step.isSuccess())
        value = (value * 31 + hash(step.out.text())) * 31 + hash(step.err.text());
    return value;
}

} // namespace

StuckDetector::Verdict StuckDetector::add(std::span<const StepRecord> steps)
{
    bool isRepeating = false;
    const auto roundStart = static_cast<std::ptrdiff_t>(m_outcomes.size());
    for (const auto &step : steps) {
        const auto outcome = outcomeOf(step);
        if (std::find(m_outcomes.begin() + roundStart, m_outcomes.end(), outcome) != m_outcomes.end())
            continue;
        m_outcomes.push_back(outcome);
        isRepeating = isRepeating || repeats();
    }
    if (!isRepeating)
        return Verdict::MovesOn;
    return std::exchange(m_isTold, true) ? Verdict::IsStuck : Verdict::GoesInCircles;
}

bool StuckDetector::repeats() const
{
    const auto count = m_outcomes.size();
    const auto last = [&](std::size_t back) { return m_outcomes[count - 1 - back]; };
    if (count >= 3 && last(0) == last(1) && last(0) == last(2))
        return true;
    return count >= 4 && last(0) == last(2) && last(1) == last(3);
}

} // namespace ca::agent
