#pragma once

#include <chrono>
#include <optional>

#include "chatfault.h"
#include "providerconfig.h"

namespace ca {

/// The pauses before a provider is asked again, in one call: as long as it asks for, else each about twice as long as
/// the last. Nothing when it is enough: too long in all, or too many answers of no use.
class RetryPauses
{
public:
    /// `hasOthers`: other providers can be asked instead, so that patience is shorter. `spent`: what the call has
    /// waited for other providers.
    RetryPauses(const ChatPatience &patience, bool hasOthers, std::chrono::milliseconds spent);

    /// `jitter` from 0 to 1 spreads the pauses of jobs that were refused at the same moment.
    std::optional<std::chrono::milliseconds> next(const ChatFault &fault, double jitter);
    [[nodiscard]] std::chrono::milliseconds waited() const { return m_waited; }

private:
    [[nodiscard]] std::chrono::milliseconds wanted(const ChatFault &fault, double jitter);

    std::chrono::milliseconds m_pause;
    std::chrono::milliseconds m_budget;
    std::chrono::milliseconds m_waited{0};
    int m_triesLeft;
    int m_badAnswersLeft;
};

} // namespace ca
