#include "jobjson.h"

#include <QJsonArray>
#include <QJsonDocument>

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

/// Null for a job that does not run.
QJsonValue serviceToJson(const Job &job, ServiceState state)
{
    return job.status == JobStatus::Running ? QJsonValue(serviceStateName(state)) : QJsonValue();
}

/// A JSON string (RFC 8259): quotes, backslashes and control characters escaped, the rest as UTF-8.
void appendText(QByteArray &json, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    json += '"';
    for (const char c : bytes) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += QByteArray(1, c).toHex();
        } else {
            json += c;
        }
    }
    json += '"';
}

/// Seconds with three decimals, or null.
void appendTime(QByteArray &json, qint64 milliseconds)
{
    if (milliseconds <= 0) {
        json += "null";
        return;
    }
    json += QByteArray::number(milliseconds / 1000);
    json += '.';
    json += QByteArray::number(1000 + milliseconds % 1000).sliced(1);
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
            {u"calls"_s, step.calls},
            {u"tokens"_s, step.tokens},
            {u"artifacts"_s, QJsonArray::fromStringList(step.artifacts)},
            {u"stdout"_s, rangeToJson(step.outBegin, step.outEnd)},
            {u"stderr"_s, rangeToJson(step.errBegin, step.errEnd)}};
}

QJsonValue approvalToJson(const std::optional<PendingApproval> &approval)
{
    if (!approval)
        return {};
    QJsonArray steps;
    for (const auto &step : approval->steps) {
        steps.append(QJsonObject{{u"type"_s, step.type}, {u"description"_s, step.description}, {u"code"_s, step.code}});
    }
    return QJsonObject{{u"round"_s, approval->round},
                       {u"summary"_s, approval->summary},
                       {u"asked"_s, timeToJson(approval->asked)},
                       {u"steps"_s, steps}};
}

QJsonObject eventToJson(const JobEvent &event)
{
    QJsonObject json{{u"number"_s, event.number},
                     {u"time"_s, timeToJson(event.time)},
                     {u"kind"_s, event.kind},
                     {u"text"_s, event.text}};
    if (event.hosts.isEmpty())
        return json;
    QJsonArray hosts = hostsToJson(event.hosts);
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        QJsonObject host = hosts[i].toObject();
        host.insert(u"last"_s, timeToJson(event.hosts.at(i).last));
        hosts[i] = host;
    }
    json.insert(u"hosts"_s, hosts);
    return json;
}

void appendJobRow(QByteArray &json, const Job &job)
{
    json += "{\"job_id\":\"";
    json += job.id.toByteArray(QUuid::WithoutBraces);
    json += "\",\"status\":";
    appendText(json, statusName(job.status));
    json += ",\"title\":";
    appendText(json, job.title);
    json += ",\"priority\":";
    json += QByteArray::number(job.priority);
    for (const auto &[field, time] : {std::pair(",\"created\":", job.created), std::pair(",\"started\":", job.started),
                                      std::pair(",\"completed\":", job.completed)}) {
        json += field;
        appendTime(json, time);
    }
    json += ",\"error\":";
    if (job.error.isEmpty())
        json += "null";
    else
        appendText(json, job.error);
    json += '}';
}

QJsonObject detailsToJson(const JobDetails &details)
{
    const Job &job = details.job;
    QJsonArray steps;
    for (const Step &step : details.steps)
        steps.append(stepToJson(step));
    QJsonArray events;
    for (const JobEvent &event : details.events)
        events.append(eventToJson(event));
    QByteArray row;
    appendJobRow(row, job);
    QJsonObject json = QJsonDocument::fromJson(row).object();
    json.insert(u"prompt"_s, details.prompt);
    json.insert(u"retry_of"_s, job.retryOf.isNull() ? QJsonValue() : QJsonValue(idToText(job.retryOf)));
    json.insert(u"phase"_s, textToJson(phaseName(job.phase)));
    json.insert(u"cancelled"_s, job.status == JobStatus::Cancelled || job.cancelRequested);
    json.insert(u"exit_code"_s, exitCodeToJson(job.exitCode));
    json.insert(u"error_code"_s, textToJson(job.errorCode));
    json.insert(u"summary"_s, textToJson(job.summary));
    json.insert(u"provider"_s, job.provider);
    json.insert(u"provider_reason"_s, textToJson(job.providerReason));
    json.insert(u"needs_approval"_s, job.needsApproval);
    json.insert(u"approval"_s, approvalToJson(details.approval));
    json.insert(u"engine"_s, job.engine);
    json.insert(u"engine_reason"_s, job.engineReason);
    json.insert(u"image"_s, textToJson(job.image));
    json.insert(u"runtime"_s, textToJson(job.runtime));
    json.insert(u"container_id"_s, textToJson(job.containerId));
    json.insert(u"limits"_s, limitsToJson(job.limits));
    json.insert(u"enforced_by"_s, enforcementToJson(job.enforcement));
    json.insert(u"network"_s, networkName(job.network));
    json.insert(u"git"_s, textToJson(job.git));
    json.insert(u"inputs"_s, QJsonArray::fromStringList(job.inputs));
    json.insert(u"exclude"_s, QJsonArray::fromStringList(job.exclude));
    json.insert(u"desktop"_s, serviceToJson(job, job.desktop));
    json.insert(u"notebook"_s, serviceToJson(job, job.notebook));
    json.insert(u"steps_planned"_s, job.stepsPlanned);
    json.insert(u"steps"_s, steps);
    json.insert(u"events"_s, events);
    json.insert(u"usage"_s, QJsonObject{{u"steps"_s, job.stepsDone},
                                        {u"calls"_s, job.calls()},
                                        {u"tokens"_s, job.tokens()},
                                        {u"providers"_s, usageToJson(job.usage)},
                                        {u"stdout_bytes"_s, job.outBytes},
                                        {u"stderr_bytes"_s, job.errBytes},
                                        {u"network_sent"_s, job.networkSent},
                                        {u"network_received"_s, job.networkReceived},
                                        {u"result_bytes"_s, job.resultBytes},
                                        {u"result_files"_s, job.resultFiles}});
    return json;
}

QJsonObject manifestJson(const JobDetails &details)
{
    QJsonObject json = detailsToJson(details);
    json[u"status"_s] = statusName(details.job.verdict.value_or(details.job.status));
    for (const QString &unsettled : {u"phase"_s, u"completed"_s, u"usage"_s, u"desktop"_s, u"notebook"_s})
        json.remove(unsettled);
    return json;
}

} // namespace ca
