#include "jobroutes.h"

#include "jobjson.h"
#include "joblistquery.h"
#include "jobstatus.h"
#include "orchestrator.h"
#include "schedulebody.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
} // namespace

void JobRoutes::addTo(RouteTable &table)
{
    addScheduling(table);
    addLooking(table);
    addControl(table);
}

void JobRoutes::addScheduling(RouteTable &table)
{
    for (const auto &[pattern, field, body] :
         {std::tuple(u"/schedule"_s, u"prompt"_s, u"Schedule"_s), std::tuple(u"/submit"_s, u"task"_s, u"Submit"_s)}) {
        table.add({.method = "POST",
                   .pattern = pattern,
                   .summary = u"Schedules a job. It is stored durably before the answer comes."_s,
                   .body = body,
                   .answer = u"Scheduled"_s,
                   .errors = {400, 413, 422, 429},
                   .handle = [this, field](ApiRequest request, ApiReply reply) {
                       schedule(std::move(request), std::move(reply), field);
                   }});
    }
}

void JobRoutes::addLooking(RouteTable &table)
{
    table.add({.method = "GET",
               .pattern = u"/status/{id}"_s,
               .summary = u"How far a job is. Links are null until there is something behind them."_s,
               .answer = u"Status"_s,
               .errors = {400, 404},
               .handle = [this](ApiRequest request, ApiReply reply) { status(request, std::move(reply)); }});
    table.add({.method = "GET",
               .pattern = u"/jobs"_s,
               .summary = u"All jobs, oldest first, or those that the query asks for."_s,
               .parameters = JobListQuery::parameters(),
               .answer = u"JobList"_s,
               .errors = {422},
               .handle = [this](ApiRequest request, ApiReply reply) { list(request, std::move(reply)); }});
    table.add(
        {.method = "GET",
         .pattern = u"/job/{id}"_s,
         .summary = u"Everything about a job: prompt, steps, limits and what keeps them, usage, paths."_s,
         .answer = u"Job"_s,
         .errors = {400, 404},
         .handle = [this](ApiRequest request, ApiReply reply) { details(std::move(request), std::move(reply)); }});
}

void JobRoutes::addControl(RouteTable &table)
{
    table.add({.method = "POST",
               .pattern = u"/cancel/{id}"_s,
               .summary = u"Cancels a job: a waiting one at once, a running one within a second. For one that has "
                          "ended, cancelled is false."_s,
               .answer = u"Cancelled"_s,
               .errors = {400, 404},
               .handle = [this](ApiRequest request, ApiReply reply) { cancel(std::move(request), std::move(reply)); }});
    table.add({.method = "POST",
               .pattern = u"/job/{id}/retry"_s,
               .summary = u"Schedules an ended job once more, under an id of its own."_s,
               .answer = u"Retried"_s,
               .errors = {400, 404, 409, 429},
               .handle = [this](ApiRequest request, ApiReply reply) { retry(std::move(request), std::move(reply)); }});
    table.add({.method = "DELETE",
               .pattern = u"/job/{id}"_s,
               .summary = u"Deletes an ended job with all its files."_s,
               .answer = u"Deleted"_s,
               .errors = {400, 404, 409},
               .handle = [this](ApiRequest request, ApiReply reply) { remove(std::move(request), std::move(reply)); }});
}

QCoro::Task<void> JobRoutes::schedule(ApiRequest request, ApiReply reply, QString promptField)
{
    const auto parsed = parseScheduleBody(request.body, promptField, m_orchestrator.config().defaultLimits);
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

QCoro::Task<void> JobRoutes::retry(ApiRequest request, ApiReply reply)
{
    const auto id = request.jobId();
    const Result<JobId> added = id ? co_await m_orchestrator.retry(*id) : id;
    if (!added) {
        reply.error(added.error());
        co_return;
    }
    reply.json({{u"job_id"_s, idToText(*added)},
                {u"status"_s, statusName(JobStatus::Scheduled)},
                {u"retry_of"_s, idToText(*id)}});
}

QCoro::Task<void> JobRoutes::remove(ApiRequest request, ApiReply reply)
{
    const auto id = request.jobId();
    const Result<void> removed = id ? co_await m_orchestrator.remove(*id) : failure(id.error());
    if (!removed) {
        reply.error(removed.error());
        co_return;
    }
    reply.json({{u"job_id"_s, idToText(*id)}, {u"deleted"_s, true}});
}

void JobRoutes::status(const ApiRequest &request, ApiReply reply)
{
    const auto job = request.jobId().and_then([this](const JobId &id) { return m_orchestrator.job(id); });
    if (!job)
        return reply.error(job.error());
    reply.json(statusToJson(*job, m_orchestrator.views()));
}

void JobRoutes::list(const ApiRequest &request, ApiReply reply)
{
    const auto query = JobListQuery::parse(request.query);
    if (!query)
        return reply.error(query.error());
    reply.json(query->answer(m_orchestrator.orderedJobs()));
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
    json.insert(u"progress"_s, progressToJson(details->job));
    reply.json(json);
}

QCoro::Task<void> JobRoutes::cancel(ApiRequest request, ApiReply reply)
{
    const auto id = request.jobId();
    const Result<bool> cancelled = id ? co_await m_orchestrator.cancel(*id) : failure(id.error());
    if (!cancelled) {
        reply.error(cancelled.error());
        co_return;
    }
    const auto job = m_orchestrator.job(*id);
    reply.json({{u"job_id"_s, idToText(*id)},
                {u"cancelled"_s, *cancelled},
                {u"status"_s, statusName(job ? job->status : JobStatus::Cancelled)}});
}

} // namespace ca
