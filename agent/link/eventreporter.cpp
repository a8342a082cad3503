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
nlohmann::json paramsOf(const char *kind, const Event &event)
{
    nlohmann::json params = event;
    params["kind"] = kind;
    return params;
}

template <typename Event>
void send(Link &link, const char *kind, const Event &event)
{
    link.notify(protocol::method::event, paramsOf(kind, event));
}

protocol::Note noteOf(const std::string &text)
{
    return {.text = protocol::cutToBytes(text, protocol::maxEventTextBytes)};
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
    m_link.post(protocol::method::event, paramsOf(protocol::kind::service, changed));
}

void EventReporter::note(const std::string &text)
{
    send(m_link, protocol::kind::note, noteOf(text));
}

void EventReporter::postNote(const std::string &text)
{
    m_link.post(protocol::method::event, paramsOf(protocol::kind::note, noteOf(text)));
}

} // namespace ca::agent
