#include "controlroutes.h"

#include "agentdialogue.h"
#include "jobjson.h"
#include "jsonbody.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Of a message or a comment, in bytes of UTF-8.
constexpr qsizetype maxTextBytes = 64 * 1024;

/// The body, with these fields at most. Errors: Malformed, InvalidArgument.
Result<QJsonObject> bodyOf(const ApiRequest &request, const QStringList &fields, const QString &example)
{
    auto body = parseJsonBody(request.body, example);
    if (!body)
        return body;
    return checkFieldNames(*body, fields).transform([&] { return *body; });
}

/// A text in the body. Errors: InvalidArgument.
Result<QString> textIn(const QJsonObject &body, const QString &field)
{
    const QJsonValue value = body.value(field);
    if (!value.isString() && !value.isUndefined())
        return misfittingField(field, u"the field \"%1\" must be a text"_s.arg(field));
    const QString text = value.toString();
    if (text.toUtf8().size() > maxTextBytes)
        return misfittingField(field, u"the field \"%1\" is longer than 64 KiB"_s.arg(field));
    return text;
}
} // namespace

void ControlRoutes::addTo(RouteTable &table)
{
    addPausing(table);
    addTalking(table);
}

void ControlRoutes::addPausing(RouteTable &table)
{
    table.add({.method = "POST",
               .pattern = u"/job/{id}/pause"_s,
               .summary = u"Stops everything in a running job's sandbox, and its clocks, until it is resumed."_s,
               .answer = u"Steered"_s,
               .errors = {400, 404, 409},
               .handle = [this](ApiRequest request, ApiReply reply) {
                   change(std::move(request), std::move(reply), &AgentDialogue::pause);
               }});
    table.add({.method = "POST",
               .pattern = u"/job/{id}/resume"_s,
               .summary = u"Lets a paused job go on."_s,
               .answer = u"Steered"_s,
               .errors = {400, 404, 409},
               .handle = [this](ApiRequest request, ApiReply reply) {
                   change(std::move(request), std::move(reply), &AgentDialogue::resume);
               }});
}

void ControlRoutes::addTalking(RouteTable &table)
{
    table.add({.method = "POST",
               .pattern = u"/job/{id}/message"_s,
               .summary = u"Tells a running job's agent something; it reaches its next analysis."_s,
               .body = u"Message"_s,
               .answer = u"Steered"_s,
               .errors = {400, 404, 409, 422},
               .handle = [this](const ApiRequest &request, ApiReply reply) { tell(request, std::move(reply)); }});
    table.add(
        {.method = "POST",
         .pattern = u"/job/{id}/approve"_s,
         .summary = u"Says yes or no to the steps that a job waits for approval of; a paused job goes on."_s,
         .body = u"Approval"_s,
         .answer = u"Steered"_s,
         .errors = {400, 404, 409, 422},
         .handle = [this](ApiRequest request, ApiReply reply) { approve(std::move(request), std::move(reply)); }});
}

Result<AgentDialogue *> ControlRoutes::dialogue(const ApiRequest &request)
{
    return request.jobId().and_then([this](const JobId &id) { return m_orchestrator.dialogue(id); });
}

QCoro::Task<void> ControlRoutes::change(ApiRequest request, ApiReply reply, Change what)
{
    const auto dialogue = this->dialogue(request);
    const Result<void> done = dialogue ? co_await ((*dialogue)->*what)() : failure(dialogue.error());
    answer(request, std::move(reply), done);
}

void ControlRoutes::tell(const ApiRequest &request, ApiReply reply)
{
    const auto done =
        bodyOf(request, {u"text"_s}, u"{\"text\": \"Add a test.\"}"_s)
            .and_then([](const QJsonObject &body) { return textIn(body, u"text"_s); })
            .and_then([&](const QString &text) -> Result<void> {
                if (text.trimmed().isEmpty()) {
                    return failure(ErrorCode::InvalidArgument,
                                   u"the field \"text\" is missing: it is what the agent is told"_s, u"text"_s);
                }
                return dialogue(request).and_then([&](AgentDialogue *to) { return to->tell(text); });
            });
    answer(request, std::move(reply), done);
}

QCoro::Task<void> ControlRoutes::approve(ApiRequest request, ApiReply reply)
{
    const auto body = bodyOf(request, {u"approved"_s, u"comment"_s}, u"{\"approved\": true}"_s);
    const auto comment = body.and_then([](const QJsonObject &json) { return textIn(json, u"comment"_s); });
    if (!comment) {
        reply.error(comment.error());
        co_return;
    }
    const QJsonValue approved = body->value(u"approved"_s);
    if (!approved.isBool()) {
        reply.error({ErrorCode::InvalidArgument, u"the field \"approved\" must be true or false"_s, u"approved"_s});
        co_return;
    }
    const auto dialogue = this->dialogue(request);
    const Result<void> done =
        dialogue ? co_await (*dialogue)->approve(approved.toBool(), *comment) : failure(dialogue.error());
    answer(request, std::move(reply), done);
}

void ControlRoutes::answer(const ApiRequest &request, ApiReply reply, const Result<void> &done)
{
    const auto job = request.jobId().and_then([this](const JobId &id) { return m_orchestrator.job(id); });
    if (!done || !job)
        return reply.error(done ? job.error() : done.error());
    reply.json({{u"job_id"_s, idToText(job->id)},
                {u"status"_s, statusName(job->status)},
                {u"phase"_s, textToJson(phaseName(job->phase))}});
}

} // namespace ca
