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

    /// An event's params, and the line that says it. What is not heard now will be when setHeard() is called.
    void add(const nlohmann::json &event, std::string line, bool isHeard);
    /// As many are there that nobody has heard yet as may be before some are forgotten.
    [[nodiscard]] bool isFullOfUnheard() const;
    /// An orchestrator has heard what was added so far.
    void setHeard();
    /// The lines of all events that came after the last report of a step which the orchestrator knows, in their order;
    /// but of those that it could not tell from others of their kind only what nobody has heard.
    [[nodiscard]] std::string since(const protocol::RejoinAnswer &known) const;

private:
    struct Entry
    {
        std::string line;
        /// Counts the reports of steps: two for each, its start and its end. 0: the event is none.
        std::int64_t report = 0;
        /// Said twice it would be there twice.
        bool isUnique = false;
        bool isHeard = false;
    };

    std::deque<Entry> m_entries;
    std::size_t m_bytes = 0;
    std::size_t m_unheard = 0;
    std::size_t m_unheardBytes = 0;
};

} // namespace ca::agent
