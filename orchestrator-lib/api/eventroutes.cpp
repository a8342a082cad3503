#include "eventroutes.h"

#include "eventstream.h"
#include "orchestrator.h"

namespace ca {

using namespace Qt::StringLiterals;

void EventRoutes::addTo(RouteTable &table)
{
    const QJsonObject text{{u"type"_s, u"string"_s}};
    table.add({.method = "GET",
               .pattern = u"/events"_s,
               .summary =
                   u"Live events (server-sent): job and step with their present state, event (a job's news that "
                   "are no step), removed, and reset when events were missed and what is known should be read anew."_s,
               .parameters = {{u"job"_s, text, u"Only this job's events, beginning with where it stands."_s},
                              {u"Last-Event-ID"_s, text, u"Goes on after this event."_s, u"header"_s}},
               .answer = u"text/event-stream"_s,
               .errors = {400, 404},
               .handle = [this](ApiRequest request, ApiReply reply) { follow(std::move(request), std::move(reply)); }});
}

QCoro::Task<void> EventRoutes::follow(ApiRequest request, ApiReply reply)
{
    m_feed.start(); // before the job is read: nothing may fall between
    EventStream::From from{.job = {}, .number = m_feed.next()};
    if (const QByteArray last = request.headers.value("Last-Event-ID").toByteArray(); !last.isEmpty())
        from.number = m_feed.numberAfter(last);
    if (request.query.hasQueryItem(u"job"_s)) {
        request.parameters[u"id"_s] = request.query.queryItemValue(u"job"_s);
        const auto id = request.jobId();
        if (!id) {
            reply.error(id.error());
            co_return;
        }
        const auto details = co_await m_orchestrator.details(*id);
        if (!details) {
            reply.error(details.error());
            co_return;
        }
        from.job = *id;
        from.snapshot = m_feed.jobFrame(details->job);
        for (const Step &step : details->steps)
            from.snapshot += m_feed.stepFrame(*id, step);
        for (const JobEvent &event : details->events)
            from.snapshot += m_feed.eventFrame(*id, event);
    }
    if (auto stream = reply.stream("text/event-stream"))
        new EventStream(m_streams, m_feed, std::move(from), std::move(stream));
}

} // namespace ca
