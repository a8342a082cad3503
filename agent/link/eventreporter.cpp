#include "eventreporter.h"

#include <utility>

#include "link.h"
#include "text.h"

namespace ca::agent {

namespace {

void cut(std::string &text)
{
    if (text.size() > protocol::maxEventTextBytes)
        text = protocol::cutToBytes(text, protocol::maxEventTextBytes);
}

template <typename Event>
void send(Link &link, const char *kind, const Event &event)
{
    nlohmann::json params = event;
    params["kind"] = kind;
    link.notify(protocol::method::event, std::move(params));
}

} // namespace

EventReporter::EventReporter(Link &link)
    : m_link(link)
{
}

void EventReporter::planMade(const protocol::PlanMade &plan)
{
    send(m_link, protocol::kind::plan, plan);
}

void EventReporter::stepStarted(protocol::StepStarted step)
{
    cut(step.description);
    cut(step.code);
    cut(step.filename);
    send(m_link, protocol::kind::stepStarted, step);
}

void EventReporter::stepFinished(protocol::StepFinished step)
{
    cut(step.error);
    send(m_link, protocol::kind::stepFinished, step);
}

void EventReporter::pruned(const protocol::ContextPruned &pruned)
{
    send(m_link, protocol::kind::pruned, pruned);
}

void EventReporter::serviceChanged(protocol::ServiceChanged changed)
{
    cut(changed.text);
    nlohmann::json params = changed;
    params["kind"] = protocol::kind::service;
    m_link.post(protocol::method::event, std::move(params));
}

void EventReporter::note(const std::string &text)
{
    send(m_link, protocol::kind::note, protocol::Note{.text = protocol::cutToBytes(text, protocol::maxEventTextBytes)});
}

} // namespace ca::agent
