#pragma once

#include "messages.h"
#include "servicemessages.h"

namespace ca::agent {

class Link;

/// Sends the job's events. Texts are cut to what an event may carry.
class EventReporter
{
public:
    explicit EventReporter(Link &link);

    void planMade(const protocol::PlanMade &plan);
    void stepStarted(protocol::StepStarted step);
    void stepFinished(protocol::StepFinished step);
    void pruned(const protocol::ContextPruned &pruned);
    /// Like postNote() it may be called by the loop.
    void serviceChanged(protocol::ServiceChanged changed);
    void note(const std::string &text);
    /// The same for who is called by the loop.
    void postNote(const std::string &text);

private:
    Link &m_link;
};

} // namespace ca::agent
