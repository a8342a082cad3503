#include "jobrecord.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject parsed(const QByteArray &record)
{
    return QJsonDocument::fromJson(record).object();
}

std::optional<int> optionalInt(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInt()) : std::nullopt;
}

QJsonArray enforcementToArray(const QList<Enforcement> &list)
{
    QJsonArray array;
    for (const Enforcement &entry : list)
        array.append(QJsonObject{{u"limit"_s, entry.limit}, {u"by"_s, entry.by}});
    return array;
}

QList<Enforcement> enforcementFromJson(const QJsonArray &array)
{
    QList<Enforcement> list;
    for (const QJsonValue &entry : array)
        list.append({.limit = entry[u"limit"].toString(), .by = entry[u"by"].toString()});
    return list;
}

QList<ProviderUsage> usageFromJson(const QJsonArray &array)
{
    QList<ProviderUsage> usage;
    for (const QJsonValue &entry : array) {
        usage.append({.provider = entry[u"provider"].toString(),
                      .model = entry[u"model"].toString(),
                      .calls = entry[u"calls"].toInt(),
                      .promptTokens = entry[u"prompt_tokens"].toInteger(),
                      .answerTokens = entry[u"answer_tokens"].toInteger()});
    }
    return usage;
}

QStringList namesFromJson(const QJsonArray &array)
{
    QStringList names;
    for (const QJsonValue &name : array)
        names.append(name.toString());
    return names;
}

void readProgress(const QJsonObject &json, Job &job)
{
    job.stepsPlanned = json[u"steps_planned"].toInt();
    job.stepsDone = json[u"steps_done"].toInt();
    job.outBytes = json[u"out_bytes"].toInteger();
    job.errBytes = json[u"err_bytes"].toInteger();
    job.networkSent = json[u"network_sent"].toInteger();
    job.networkReceived = json[u"network_received"].toInteger();
    job.cancelRequested = json[u"cancel_requested"].toBool();
    job.exitCode = optionalInt(json[u"exit_code"]);
    job.error = json[u"error"].toString();
    job.errorCode = json[u"error_code"].toString();
    job.summary = json[u"summary"].toString();
    job.resultBytes = json[u"result_bytes"].toInteger();
    job.resultFiles = json[u"result_files"].toInteger();
    job.verdict = statusFromName(json[u"verdict"].toString());
    job.usage = usageFromJson(json[u"usage"].toArray());
}
QList<HostUse> hostsFromJson(const QJsonArray &json)
{
    QList<HostUse> hosts;
    for (const QJsonValue use : json) {
        hosts.append({.host = use[u"host"].toString(),
                      .port = static_cast<quint16>(use[u"port"].toInt()),
                      .allowed = use[u"allowed"].toInteger(),
                      .refused = use[u"refused"].toInteger(),
                      .failed = use[u"failed"].toInteger(),
                      .sent = use[u"sent"].toInteger(),
                      .received = use[u"received"].toInteger(),
                      .last = use[u"last"].toInteger(),
                      .reason = use[u"reason"].toString()});
    }
    return hosts;
}
} // namespace

QJsonArray usageToJson(const QList<ProviderUsage> &usage)
{
    QJsonArray array;
    for (const ProviderUsage &entry : usage) {
        array.append(QJsonObject{{u"provider"_s, entry.provider},
                                 {u"model"_s, entry.model},
                                 {u"calls"_s, entry.calls},
                                 {u"prompt_tokens"_s, entry.promptTokens},
                                 {u"answer_tokens"_s, entry.answerTokens}});
    }
    return array;
}

QJsonObject limitsToJson(const Limits &limits)
{
    return {{u"cpus"_s, limits.cpus},    {u"memory_mb"_s, limits.memoryMb},
            {u"pids"_s, limits.pids},    {u"disk_mb"_s, limits.diskMb},
            {u"log_mb"_s, limits.logMb}, {u"wall_time"_s, limits.wallTimeSeconds},
            {u"steps"_s, limits.steps},  {u"step_timeout"_s, limits.stepTimeoutSeconds},
            {u"calls"_s, limits.calls},  {u"tokens"_s, limits.tokens}};
}

Limits limitsFromJson(const QJsonObject &json)
{
    Limits limits;
    limits.cpus = json[u"cpus"].toDouble(limits.cpus);
    limits.memoryMb = json[u"memory_mb"].toInt(limits.memoryMb);
    limits.pids = json[u"pids"].toInt(limits.pids);
    limits.diskMb = json[u"disk_mb"].toInt(limits.diskMb);
    limits.logMb = json[u"log_mb"].toInt(limits.logMb);
    limits.wallTimeSeconds = json[u"wall_time"].toInt(limits.wallTimeSeconds);
    limits.steps = json[u"steps"].toInt(limits.steps);
    limits.stepTimeoutSeconds = json[u"step_timeout"].toInt(limits.stepTimeoutSeconds);
    limits.calls = json[u"calls"].toInt(limits.calls);
    limits.tokens = json[u"tokens"].toInteger(limits.tokens);
    return limits;
}

QByteArray jobToRecord(const Job &job)
{
    QJsonObject json{{u"id"_s, job.id.toString(QUuid::WithoutBraces)},
                     {u"sequence"_s, job.sequence},
                     {u"title"_s, job.title},
                     {u"status"_s, statusName(job.status)},
                     {u"priority"_s, job.priority},
                     {u"created"_s, job.created},
                     {u"started"_s, job.started},
                     {u"completed"_s, job.completed},
                     {u"work_started"_s, job.workStarted},
                     {u"paused_ms"_s, job.pausedMs},
                     {u"paused_since"_s, job.pausedSince},
                     {u"provider"_s, job.provider},
                     {u"provider_reason"_s, job.providerReason},
                     {u"engine"_s, job.engine},
                     {u"engine_reason"_s, job.engineReason},
                     {u"container_id"_s, job.containerId},
                     {u"limits"_s, limitsToJson(job.limits)},
                     {u"enforcement"_s, enforcementToArray(job.enforcement)},
                     {u"exclude"_s, QJsonArray::fromStringList(job.exclude)},
                     {u"network"_s, networkName(job.network)},
                     {u"network_sent"_s, job.networkSent},
                     {u"network_received"_s, job.networkReceived},
                     {u"steps_planned"_s, job.stepsPlanned},
                     {u"steps_done"_s, job.stepsDone},
                     {u"out_bytes"_s, job.outBytes},
                     {u"err_bytes"_s, job.errBytes},
                     {u"cancel_requested"_s, job.cancelRequested},
                     {u"error"_s, job.error},
                     {u"error_code"_s, job.errorCode},
                     {u"summary"_s, job.summary},
                     {u"result_bytes"_s, job.resultBytes},
                     {u"result_files"_s, job.resultFiles}};
    if (job.exitCode)
        json[u"exit_code"] = *job.exitCode;
    if (!job.retryOf.isNull())
        json[u"retry_of"] = job.retryOf.toString(QUuid::WithoutBraces);
    if (!job.image.isEmpty())
        json[u"image"] = job.image;
    if (!job.runtime.isEmpty())
        json[u"runtime"] = job.runtime;
    if (!job.git.isEmpty())
        json[u"git"] = job.git;
    if (!job.inputs.isEmpty())
        json[u"inputs"] = QJsonArray::fromStringList(job.inputs);
    if (!job.allowedHosts.isEmpty())
        json[u"allowed_hosts"] = QJsonArray::fromStringList(job.allowedHosts);
    if (job.needsApproval)
        json[u"needs_approval"] = true;
    if (!job.usage.isEmpty())
        json[u"usage"] = usageToJson(job.usage);
    if (job.verdict)
        json[u"verdict"] = statusName(*job.verdict);
    return compact(json);
}

Job jobFromRecord(const QByteArray &record)
{
    const QJsonObject json = parsed(record);
    Job job;
    job.id = JobId::fromString(json[u"id"].toString());
    job.sequence = json[u"sequence"].toInteger();
    job.retryOf = JobId::fromString(json[u"retry_of"].toString());
    job.title = json[u"title"].toString();
    job.status = statusFromName(json[u"status"].toString()).value_or(JobStatus::Error);
    job.priority = json[u"priority"].toInt();
    job.created = json[u"created"].toInteger();
    job.started = json[u"started"].toInteger();
    job.completed = json[u"completed"].toInteger();
    job.workStarted = json[u"work_started"].toInteger();
    job.pausedMs = json[u"paused_ms"].toInteger();
    job.pausedSince = json[u"paused_since"].toInteger();
    job.provider = json[u"provider"].toString();
    job.providerReason = json[u"provider_reason"].toString();
    job.engine = json[u"engine"].toString();
    job.engineReason = json[u"engine_reason"].toString();
    job.image = json[u"image"].toString();
    job.runtime = json[u"runtime"].toString();
    job.containerId = json[u"container_id"].toString();
    job.limits = limitsFromJson(json[u"limits"].toObject());
    job.needsApproval = json[u"needs_approval"].toBool();
    job.git = json[u"git"].toString();
    job.inputs = namesFromJson(json[u"inputs"].toArray());
    job.enforcement = enforcementFromJson(json[u"enforcement"].toArray());
    job.exclude = namesFromJson(json[u"exclude"].toArray());
    job.allowedHosts = namesFromJson(json[u"allowed_hosts"].toArray());
    job.network = networkFromName(json[u"network"].toString()).value_or(job.network);
    readProgress(json, job);
    return job;
}

QByteArray stepToRecord(const Step &step)
{
    QJsonObject json{{u"number"_s, step.number},
                     {u"type"_s, step.type},
                     {u"description"_s, step.description},
                     {u"code"_s, step.code},
                     {u"filename"_s, step.filename},
                     {u"status"_s, static_cast<int>(step.status)},
                     {u"timed_out"_s, step.timedOut},
                     {u"error"_s, step.error},
                     {u"started"_s, step.started},
                     {u"ended"_s, step.ended},
                     {u"out"_s, QJsonArray{step.outBegin, step.outEnd}},
                     {u"err"_s, QJsonArray{step.errBegin, step.errEnd}}};
    if (step.calls > 0) {
        json[u"calls"] = step.calls;
        json[u"tokens"] = step.tokens;
    }
    if (!step.artifacts.isEmpty())
        json[u"artifacts"] = QJsonArray::fromStringList(step.artifacts);
    if (step.exitCode)
        json[u"exit_code"] = *step.exitCode;
    return compact(json);
}

Step stepFromRecord(const QByteArray &record)
{
    const QJsonObject json = parsed(record);
    Step step;
    step.number = json[u"number"].toInt();
    step.type = json[u"type"].toString();
    step.description = json[u"description"].toString();
    step.code = json[u"code"].toString();
    step.filename = json[u"filename"].toString();
    step.status = static_cast<StepStatus>(qBound(0, json[u"status"].toInt(), static_cast<int>(StepStatus::Failed)));
    step.exitCode = optionalInt(json[u"exit_code"]);
    step.timedOut = json[u"timed_out"].toBool();
    step.error = json[u"error"].toString();
    step.started = json[u"started"].toInteger();
    step.ended = json[u"ended"].toInteger();
    step.outBegin = json[u"out"][0].toInteger();
    step.outEnd = json[u"out"][1].toInteger();
    step.errBegin = json[u"err"][0].toInteger();
    step.errEnd = json[u"err"][1].toInteger();
    step.calls = json[u"calls"].toInt();
    step.tokens = json[u"tokens"].toInteger();
    for (const QJsonValue &name : json[u"artifacts"].toArray())
        step.artifacts.append(name.toString());
    return step;
}

QJsonArray hostsToJson(const QList<HostUse> &hosts)
{
    QJsonArray json;
    for (const HostUse &use : hosts) {
        json.append(QJsonObject{{u"host"_s, use.host},
                                {u"port"_s, use.port},
                                {u"allowed"_s, use.allowed},
                                {u"refused"_s, use.refused},
                                {u"failed"_s, use.failed},
                                {u"sent"_s, use.sent},
                                {u"received"_s, use.received},
                                {u"last"_s, use.last},
                                {u"reason"_s, use.reason}});
    }
    return json;
}

QByteArray eventToRecord(const JobEvent &event)
{
    QJsonObject json{
        {u"number"_s, event.number}, {u"time"_s, event.time}, {u"kind"_s, event.kind}, {u"text"_s, event.text}};
    if (!event.hosts.isEmpty())
        json.insert(u"hosts"_s, hostsToJson(event.hosts));
    return compact(json);
}

JobEvent eventFromRecord(const QByteArray &record)
{
    const QJsonObject json = parsed(record);
    return {.number = json[u"number"].toInteger(),
            .time = json[u"time"].toInteger(),
            .kind = json[u"kind"].toString(),
            .text = json[u"text"].toString(),
            .hosts = hostsFromJson(json[u"hosts"].toArray())};
}

} // namespace ca
