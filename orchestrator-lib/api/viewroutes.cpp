#include "viewroutes.h"

#include "jobjson.h"
#include "jsonbody.h"
#include "liveviews.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr int leastPixels = 320;
constexpr int mostPixels = 7680;

/// The body, which may be missing. Errors: Malformed, InvalidArgument.
Result<QJsonObject> optionalBody(const QByteArray &body, const QStringList &fields)
{
    if (body.trimmed().isEmpty())
        return QJsonObject();
    auto json = parseJsonBody(body, fields.isEmpty() ? u"{}"_s : u"{\"control\": true}"_s);
    if (!json)
        return json;
    return checkFieldNames(*json, fields).transform([&] { return *json; });
}

/// Errors: InvalidArgument.
Result<int> pixelsIn(const QJsonObject &body, const QString &field, int unless)
{
    const QJsonValue value = body.value(field);
    if (value.isUndefined())
        return unless;
    const int pixels = value.toInt(-1);
    if (pixels < leastPixels || pixels > mostPixels)
        return misfittingField(
            field,
            u"the field \"%1\" must be a whole number from %2 to %3"_s.arg(field).arg(leastPixels).arg(mostPixels));
    return pixels;
}

Result<DesktopWish> desktopWish(const QByteArray &body)
{
    const auto json = optionalBody(body, {u"control"_s, u"width"_s, u"height"_s});
    if (!json)
        return failure(json.error());
    const QJsonValue control = json->value(u"control"_s);
    if (!control.isBool() && !control.isUndefined())
        return misfittingField(u"control"_s, u"the field \"control\" must be true or false"_s);
    DesktopWish wish;
    wish.rights = control.toBool() ? ViewerRights::Control : ViewerRights::Watch;
    return pixelsIn(*json, u"width"_s, wish.width)
        .and_then([&](int width) {
            wish.width = width;
            return pixelsIn(*json, u"height"_s, wish.height);
        })
        .transform([&](int height) {
            wish.height = height;
            return wish;
        });
}

void answer(ApiReply reply, const Result<QUrl> &url)
{
    if (!url)
        return reply.error(url.error());
    reply.json({{u"url"_s, url->toString(QUrl::FullyEncoded)}});
}
} // namespace

void ViewRoutes::addTo(RouteTable &table)
{
    table.add(
        {.method = "POST",
         .pattern = u"/job/{id}/desktop"_s,
         .summary = u"Opens the desktop of a running job, which is started if need be. The address is good until "
                    "the job ends or the view is closed; whoever has it can look, and with control use the "
                    "desktop."_s,
         .body = u"DesktopWish"_s,
         .answer = u"View"_s,
         .errors = {400, 404, 409, 422},
         .handle = [this](ApiRequest request, ApiReply reply) { openDesktop(std::move(request), std::move(reply)); }});
    table.add(
        {.method = "POST",
         .pattern = u"/job/{id}/notebook"_s,
         .summary = u"Opens a Jupyter Lab on the workspace of a running job, which is started if need be. "
                    "Whoever has the address can run programs in the sandbox."_s,
         .answer = u"View"_s,
         .errors = {400, 404, 409, 422},
         .handle = [this](ApiRequest request, ApiReply reply) { openNotebook(std::move(request), std::move(reply)); }});
    for (const Service service : allServices)
        addClosing(table, service);
}

void ViewRoutes::addClosing(RouteTable &table, Service service)
{
    table.add({.method = "DELETE",
               .pattern = QString(u"/job/{id}/"_s + serviceName(service)),
               .summary = u"Closes the view: its address is of no use from then on, and what it showed is stopped "
                          "unless the job itself uses it."_s,
               .answer = u"ViewClosed"_s,
               .errors = {400, 404},
               .handle = [this, service](const ApiRequest &request, ApiReply reply) {
                   close(request, std::move(reply), service);
               }});
}

QCoro::Task<void> ViewRoutes::openDesktop(ApiRequest request, ApiReply reply)
{
    const auto id = request.jobId();
    const auto wish = id ? desktopWish(request.body) : failure(id.error());
    const Result<QUrl> url =
        wish ? co_await m_orchestrator.views().openDesktop(*id, *wish) : Result<QUrl>(failure(wish.error()));
    answer(std::move(reply), url);
}

QCoro::Task<void> ViewRoutes::openNotebook(ApiRequest request, ApiReply reply)
{
    const auto id = request.jobId();
    const auto body = id ? optionalBody(request.body, {}) : failure(id.error());
    const Result<QUrl> url =
        body ? co_await m_orchestrator.views().openNotebook(*id) : Result<QUrl>(failure(body.error()));
    answer(std::move(reply), url);
}

void ViewRoutes::close(const ApiRequest &request, ApiReply reply, Service service)
{
    const auto job = request.jobId().and_then([this](const JobId &id) { return m_orchestrator.job(id); });
    const Result<void> closed =
        job ? m_orchestrator.views().close(job->id, service) : Result<void>(failure(job.error()));
    if (!closed)
        return reply.error(closed.error());
    reply.json({{u"job_id"_s, idToText(job->id)}, {u"closed"_s, serviceName(service)}});
}

} // namespace ca
