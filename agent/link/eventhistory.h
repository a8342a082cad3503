#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "messages.h"

namespace ca::agent {

/// The last events that the agent has said, for an orchestrator that has to be told again. Bounded: the oldest go
/// first.
class EventHistory
{
public:
    static constexpr std::size_t maxEvents = 256;
    static constexpr std::size_t maxBytes = 8UL * 1024 * 1024;

    /// An event's params, and the line that says it. Unheard until setHeard() says otherwise.
    void add(const nlohmann::json &event, std::string line);
    /// As many are there that nobody has heard yet as may be before some are forgotten.
    [[nodiscard]] bool isFullOfUnheard() const;
    /// An orchestrator is there, and hears what is added.
    void setHeard() { m_unheard = m_unheardBytes = 0; }
    /// The lines of all events that came after the last report of a step which the orchestrator knows, in their order.
    [[nodiscard]] std::string since(const protocol::RejoinAnswer &known) const;

private:
    struct Entry
    {
        std::string line;
        /// Counts the reports of steps: two for each, its start and its end. 0: the event is none.
        std::int64_t report = 0;
    };

    std::deque<Entry> m_entries;
    std::size_t m_bytes = 0;
    std::size_t m_unheard = 0;
    std::size_t m_unheardBytes = 0;
};

} // namespace ca::agent
