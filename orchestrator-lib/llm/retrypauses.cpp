#include "retrypauses.h"

#include <algorithm>

namespace ca {

namespace {
using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr int mostTries = 1000; // the time ends it
constexpr int mostTriesWithOthers = 3;
constexpr int mostBadAnswers = 2;
constexpr milliseconds longestPause = 30s;

milliseconds spread(milliseconds pause, double share)
{
    return milliseconds(static_cast<qint64>(static_cast<double>(pause.count()) * share));
}
} // namespace

RetryPauses::RetryPauses(const ChatPatience &patience, bool hasOthers, milliseconds spent)
    : m_pause(patience.firstPause)
    , m_budget(
          std::max(0ms, std::min(hasOthers ? patience.waitingWithOthers : patience.waiting, patience.waiting - spent)))
    , m_triesLeft(hasOthers ? mostTriesWithOthers : mostTries)
    , m_badAnswersLeft(mostBadAnswers)
{
}

milliseconds RetryPauses::wanted(const ChatFault &fault, double jitter)
{
    constexpr double half = 0.5;
    constexpr double tenth = 0.1;
    // Never before the time that the provider names, nor without a pause when it names none.
    if (fault.delay)
        return std::max(m_pause / 4, *fault.delay + spread(std::min(*fault.delay, longestPause), tenth * jitter));
    const milliseconds pause = spread(m_pause, 1 - half * half + half * jitter);
    m_pause = std::min(m_pause * 2, longestPause);
    return pause;
}

std::optional<milliseconds> RetryPauses::next(const ChatFault &fault, double jitter)
{
    const bool isUseless = fault.kind == ChatErrorKind::BadAnswer;
    if (m_triesLeft-- <= 0 || (isUseless && m_badAnswersLeft-- <= 0))
        return std::nullopt;
    const milliseconds pause = wanted(fault, jitter);
    if (m_waited + pause > m_budget)
        return std::nullopt;
    m_waited += pause;
    return pause;
}

} // namespace ca
