#pragma once

#include <cstdint>

#include "context.h"
#include "contextfile.h"

namespace ca::agent {

class EventReporter;
class Workspace;

/// What was said to the model and what it answered: kept in memory and in context.txt, and pruned before it nears the
/// model's window, each time with an event.
class Conversation
{
public:
    Conversation(const Workspace &workspace, EventReporter &events);

    /// Tokens of the model that is asked next. Bounded, since a request must fit into one line of the link.
    void setWindow(std::int64_t tokens);
    /// The last request was too much for the model: from now on at most half of it.
    void halve();

    /// The text is made plain first.
    void add(ContextEntry entry);
    /// What is to be sent now.
    protocol::CompletionRequest request();

    /// How much of one output of one step an entry should show, in bytes.
    [[nodiscard]] std::size_t outputBytes() const;

private:
    [[nodiscard]] std::int64_t usableTokens() const;
    void prune(std::int64_t target);
    void noteUnwritable(bool isWritten);

    Context m_context;
    ContextFile m_file;
    EventReporter &m_events;
    std::int64_t m_window;
    /// What a model that refused a longer request may be sent at most.
    std::int64_t m_ceiling;
    bool m_isUnwritableNoted = false;
};

} // namespace ca::agent
