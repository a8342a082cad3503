#include "jobjson.h"

#include <QJsonArray>

#include "jobrecord.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QJsonValue exitCodeToJson(std::optional<int> exitCode)
{
    return exitCode ? QJsonValue(*exitCode) : QJsonValue();
}

QJsonObject rangeToJson(qint64 begin, qint64 end)
{
    return {{u"begin"_s, begin}, {u"end"_s, end}};
}

QJsonObject enforcementToJson(const QList<Enforcement> &enforcement)
{
    QJsonObject json;
    for (const Enforcement &entry : enforcement)
        json[entry.limit] = entry.by;
    return json;
}
} // namespace

QJsonValue timeToJson(qint64 milliseconds)
{
    return milliseconds > 0 ? QJsonValue(static_cast<double>(milliseconds) / 1000.0) : QJsonValue();
}

QJsonValue textToJson(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString idToText(const JobId &id)
{
    return id.toString(QUuid::WithoutBraces);
}

QJsonObject stepToJson(const Step &step)
{
    return {{u"number"_s, step.number},
            {u"type"_s, step.type},
            {u"description"_s, step.description},
            {u"code"_s, step.code},
            {u"filename"_s, textToJson(step.filename)},
            {u"status"_s, stepStatusName(step.status)},
            {u"exit_code"_s, exitCodeToJson(step.exitCode)},
            {u"timed_out"_s, step.timedOut},
            {u"error"_s, textToJson(step.error)},
            {u"started"_s, timeToJson(step.started)},
            {u"ended"_s, timeToJson(step.ended)},
            {u"stdout"_s, rangeToJson(step.outBegin, step.outEnd)},
            {u"stderr"_s, rangeToJson(step.errBegin, step.errEnd)}};
}

QJsonObject jobRowToJson(const Job &job)
{
    return {{u"job_id"_s, idToText(job.id)},
            {u"status"_s, statusName(job.status)},
            {u"title"_s, job.title},
            {u"priority"_s, job.priority},
            {u"created"_s, timeToJson(job.created)},
            {u"started"_s, timeToJson(job.started)},
            {u"completed"_s, timeToJson(job.completed)},
            {u"error"_s, textToJson(job.error)}};
}

QJsonObject detailsToJson(const JobDetails &details)
{
    const Job &job = details.job;
    QJsonArray steps;
    for (const Step &step : details.steps)
        steps.append(stepToJson(step));
    QJsonObject json = jobRowToJson(job);
    json.insert(u"prompt"_s, details.prompt);
    json.insert(u"phase"_s, textToJson(phaseName(job.phase)));
    json.insert(u"cancelled"_s, job.status == JobStatus::Cancelled || job.cancelRequested);
    json.insert(u"exit_code"_s, exitCodeToJson(job.exitCode));
    json.insert(u"error_code"_s, textToJson(job.errorCode));
    json.insert(u"summary"_s, textToJson(job.summary));
    json.insert(u"provider"_s, job.provider);
    json.insert(u"engine"_s, job.engine);
    json.insert(u"engine_reason"_s, job.engineReason);
    json.insert(u"container_id"_s, textToJson(job.containerId));
    json.insert(u"limits"_s, limitsToJson(job.limits));
    json.insert(u"enforced_by"_s, enforcementToJson(job.enforcement));
    json.insert(u"exclude"_s, QJsonArray::fromStringList(job.exclude));
    json.insert(u"steps_planned"_s, job.stepsPlanned);
    json.insert(u"steps"_s, steps);
    json.insert(u"usage"_s, QJsonObject{{u"steps"_s, job.stepsDone},
                                        {u"stdout_bytes"_s, job.outBytes},
                                        {u"stderr_bytes"_s, job.errBytes},
                                        {u"result_bytes"_s, job.resultBytes},
                                        {u"result_files"_s, job.resultFiles}});
    return json;
}

QJsonObject manifestJson(const JobDetails &details)
{
    QJsonObject json = detailsToJson(details);
    json[u"status"_s] = statusName(details.job.verdict.value_or(details.job.status));
    for (const QString &unsettled : {u"phase"_s, u"completed"_s, u"usage"_s})
        json.remove(unsettled);
    return json;
}

} // namespace ca
