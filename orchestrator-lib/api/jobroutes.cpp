#include "jobroutes.h"

#include <QDir>

#include "jobjson.h"
#include "joblistquery.h"
#include "orchestrator.h"
#include "schedulebody.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Null until there is something behind the link.
QJsonValue linkTo(const QString &what, const Job &job, bool isThere)
{
    return isThere ? QJsonValue(u"/%1/%2"_s.arg(what, idToText(job.id))) : QJsonValue();
}

QJsonObject progressOf(const Job &job)
{
    return {{u"steps_done"_s, job.stepsDone},
            {u"steps_planned"_s, job.stepsPlanned},
            {u"current_step"_s, textToJson(job.currentStep)},
            {u"packing_percent"_s, job.phase == JobPhase::Packing ? QJsonValue(job.packingPercent) : QJsonValue()}};
}

QJsonObject statusToJson(const Job &job)
{
    return {{u"job_id"_s, idToText(job.id)},
            {u"status"_s, statusName(job.status)},
            {u"phase"_s, textToJson(phaseName(job.phase))},
            {u"progress"_s, progressOf(job)},
            {u"output"_s, textToJson(job.summary)},
            {u"error"_s, textToJson(job.error)},
            {u"download_link"_s, linkTo(u"download"_s, job, job.hasResult())},
            {u"logs_link"_s, linkTo(u"logs"_s, job, job.started > 0)}};
}
} // namespace

void JobRoutes::addTo(RouteTable &table)
{
    table.add("POST", u"/schedule"_s, [this](ApiRequest request, ApiReply reply) {
        schedule(std::move(request), std::move(reply), u"prompt"_s);
    });
    table.add("POST", u"/submit"_s, [this](ApiRequest request, ApiReply reply) {
        schedule(std::move(request), std::move(reply), u"task"_s);
    });
    table.add("GET", u"/status/{id}"_s,
              [this](ApiRequest request, ApiReply reply) { status(request, std::move(reply)); });
    table.add("GET", u"/jobs"_s, [this](ApiRequest request, ApiReply reply) { list(request, std::move(reply)); });
    table.add("GET", u"/job/{id}"_s,
              [this](ApiRequest request, ApiReply reply) { details(std::move(request), std::move(reply)); });
    table.add("POST", u"/cancel/{id}"_s,
              [this](ApiRequest request, ApiReply reply) { cancel(request, std::move(reply)); });
}

QCoro::Task<void> JobRoutes::schedule(ApiRequest request, ApiReply reply, QString promptField)
{
    const auto parsed = parseScheduleBody(request.body, promptField);
    if (!parsed) {
        reply.error(parsed.error());
        co_return;
    }
    const Result<JobId> id = co_await m_orchestrator.schedule(*parsed);
    if (!id)
        reply.error(id.error());
    else
        reply.json({{u"job_id"_s, idToText(*id)}, {u"status"_s, statusName(JobStatus::Scheduled)}});
}

void JobRoutes::status(const ApiRequest &request, ApiReply reply)
{
    const auto job = request.jobId().and_then([this](const JobId &id) { return m_orchestrator.job(id); });
    if (!job)
        return reply.error(job.error());
    reply.json(statusToJson(*job));
}

void JobRoutes::list(const ApiRequest &request, ApiReply reply)
{
    const auto query = JobListQuery::parse(request.query);
    if (!query)
        return reply.error(query.error());
    reply.json(query->answer(m_orchestrator.jobs()));
}

QCoro::Task<void> JobRoutes::details(ApiRequest request, ApiReply reply)
{
    const auto id = request.jobId();
    if (!id) {
        reply.error(id.error());
        co_return;
    }
    const Result<JobDetails> details = co_await m_orchestrator.details(*id);
    if (!details) {
        reply.error(details.error());
        co_return;
    }
    const QString dir = m_orchestrator.jobDir(*id);
    QJsonObject json = detailsToJson(*details);
    json.insert(u"output_path"_s, details->job.hasResult() ? QJsonValue(dir + u"/output.zip"_s) : QJsonValue());
    json.insert(u"workspace_path"_s, details->job.started > 0 ? QJsonValue(dir + u"/workspace"_s) : QJsonValue());
    json.insert(u"logs_path"_s, details->job.started > 0 ? QJsonValue(dir + u"/logs"_s) : QJsonValue());
    json.insert(u"progress"_s, progressOf(details->job));
    reply.json(json);
}

void JobRoutes::cancel(const ApiRequest &request, ApiReply reply)
{
    const auto id = request.jobId();
    if (!id)
        return reply.error(id.error());
    const auto cancelled = m_orchestrator.cancel(*id);
    if (!cancelled)
        return reply.error(cancelled.error());
    const auto job = m_orchestrator.job(*id);
    reply.json({{u"job_id"_s, idToText(*id)},
                {u"cancelled"_s, *cancelled},
                {u"status"_s, statusName(job ? job->status : JobStatus::Cancelled)}});
}

} // namespace ca
