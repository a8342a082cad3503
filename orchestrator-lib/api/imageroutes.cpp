#include "imageroutes.h"

#include <QJsonArray>
#include <QJsonDocument>

#include "chunkedreply.h"
#include "containerengine.h"
#include "containerimages.h"
#include "engines.h"
#include "imagework.h"
#include "jobrequestcheck.h"
#include "jsonbody.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// What POST /images asks for.
struct ImageOrder
{
    QString engine;
    QString name;
    bool isBuild = false;
};

Result<ImageOrder> orderFrom(const QByteArray &body, const QString &standardImage)
{
    const auto json = parseJsonBody(body, u"{\"action\": \"pull\", \"image\": \"debian:trixie-slim\"}"_s);
    if (!json)
        return failure(json.error());
    if (auto known = checkFieldNames(*json, {u"action"_s, u"image"_s, u"engine"_s}); !known)
        return failure(known.error());
    for (const QString &field : {u"action"_s, u"image"_s, u"engine"_s}) {
        if (json->contains(field) && !json->value(field).isString())
            return misfittingField(field, u"the field \"%1\" must be a text"_s.arg(field));
    }
    const QString action = json->value(u"action").toString();
    ImageOrder order{.engine = json->value(u"engine").toString(),
                     .name = json->value(u"image").toString(),
                     .isBuild = action == "build"_L1};
    if (!order.isBuild && action != "pull"_L1)
        return misfittingField(u"action"_s, u"the field \"action\" must be \"pull\" or \"build\""_s);
    if (order.isBuild && order.name.isEmpty())
        order.name = standardImage;
    if (order.name.isEmpty())
        return misfittingField(u"image"_s, u"the field \"image\" is missing: it names what is to be pulled"_s);
    return checkImageName(order.name).transform([&order] { return order; });
}

QByteArray lineOf(const QJsonObject &news)
{
    return QJsonDocument(news).toJson(QJsonDocument::Compact) + '\n';
}

/// Carries the news of a pull or a build to one client, and ends with either of them.
void tell(QObject *parent, std::unique_ptr<ImageWork> work, std::unique_ptr<ChunkedReply> reply, const QString &name)
{
    ImageWork *at = work.release();
    ChunkedReply *to = reply.release();
    at->setParent(parent);
    to->setParent(at);
    QObject::connect(at, &ImageWork::progressed, to, [to](const QJsonObject &news) { to->write(lineOf(news)); });
    QObject::connect(at, &ImageWork::ended, to, [at, to, name](const Error &error) {
        if (error.message.isEmpty())
            to->write(lineOf({{u"image"_s, name}}));
        else
            to->write(lineOf({{u"error"_s, error.message}, {u"code"_s, errorCodeName(error.code)}}));
        to->end();
        at->deleteLater();
    });
    QObject::connect(to, &ChunkedReply::drained, at, &ImageWork::goOn);
    QObject::connect(to, &ChunkedReply::gone, at, &QObject::deleteLater);
    at->start([to] { return to->hasRoom(); });
}

QCoro::Task<Result<std::shared_ptr<EngineClient>>> clientOf(Result<ContainerEngine *> engine)
{
    if (!engine)
        co_return failure(engine.error());
    co_return co_await (*engine)->connected();
}
} // namespace

ImageRoutes::ImageRoutes(Orchestrator &orchestrator)
    : m_orchestrator(orchestrator)
{
}

void ImageRoutes::addTo(RouteTable &table)
{
    const RouteParameter engine{
        u"engine"_s, {{u"type"_s, u"string"_s}}, u"docker or podman; the preferred one that is here when not given."_s};
    table.add({.method = "GET",
               .pattern = u"/images"_s,
               .summary = u"The images that Docker and Podman have; empty where neither is here."_s,
               .answer = u"Images"_s,
               .errors = {503},
               .handle = [this](const ApiRequest &, ApiReply reply) { list(std::move(reply)); }});
    table.add({.method = "POST",
               .pattern = u"/images"_s,
               .summary =
                   u"Pulls an image, or builds the default one. The answer is a line of JSON for each piece of "
                   "news: {\"text\"}, {\"layer\", \"status\", \"done\", \"total\"}; the last one has \"image\", or "
                   "\"error\". Closing the connection gives it up."_s,
               .body = u"ImageOrder"_s,
               .answer = u"application/x-ndjson"_s,
               .errors = {400, 422, 503},
               .handle = [this](ApiRequest request, ApiReply reply) { make(std::move(request), std::move(reply)); }});
    table.add({.method = "DELETE",
               .pattern = u"/images/{name...}"_s,
               .summary = u"Removes an image that nothing uses."_s,
               .parameters = {engine},
               .answer = u"ImageDeleted"_s,
               .errors = {404, 409, 422, 503},
               .handle = [this](ApiRequest request, ApiReply reply) { remove(std::move(request), std::move(reply)); }});
}

QCoro::Task<void> ImageRoutes::list(ApiReply reply)
{
    QJsonArray images;
    for (ContainerEngine *engine : m_orchestrator.engines().withImages()) {
        const QString engineName = engine->name();
        const auto client = co_await engine->connected();
        if (!client) {
            reply.error(client.error());
            co_return;
        }
        const auto found = co_await ContainerImages(*client).list();
        if (!found) {
            reply.error(found.error());
            co_return;
        }
        for (const ContainerImage &image : *found) {
            images.append(QJsonObject{{u"engine"_s, engineName},
                                      {u"name"_s, image.name.isEmpty() ? QJsonValue() : QJsonValue(image.name)},
                                      {u"id"_s, image.id},
                                      {u"size"_s, image.bytes},
                                      {u"created"_s, image.created}});
        }
    }
    reply.json({{u"images"_s, images}, {u"default"_s, m_orchestrator.engines().standardImage()}});
}

QCoro::Task<void> ImageRoutes::make(ApiRequest request, ApiReply reply)
{
    const auto order = orderFrom(request.body, m_orchestrator.engines().standardImage());
    const auto engine =
        order ? m_orchestrator.engines().withImages(order->engine) : Result<ContainerEngine *>(failure(order.error()));
    const auto client = co_await clientOf(engine);
    if (!client) {
        reply.error(client.error());
        co_return;
    }
    const ContainerImages images(*client);
    EngineStreamPtr stream = order->isBuild ? images.build(order->name) : images.pull(order->name);
    auto chunks = reply.stream("application/x-ndjson");
    if (!chunks)
        co_return;
    const QString what = order->isBuild ? u"build the image %1"_s.arg(order->name) : u"pull %1"_s.arg(order->name);
    tell(this, std::make_unique<ImageWork>(*client, std::move(stream), what), std::move(chunks), order->name);
}

QCoro::Task<void> ImageRoutes::remove(ApiRequest request, ApiReply reply)
{
    const QString name =
        QString::fromUtf8(QByteArray::fromPercentEncoding(request.parameters.value(u"name"_s).toUtf8()));
    const auto fits = checkImageName(name);
    const auto engine = fits ? m_orchestrator.engines().withImages(request.query.queryItemValue(u"engine"_s))
                             : Result<ContainerEngine *>(failure(fits.error()));
    const auto client = co_await clientOf(engine);
    if (!client) {
        reply.error(client.error());
        co_return;
    }
    if (const auto removed = co_await ContainerImages(*client).remove(name); !removed)
        reply.error(removed.error());
    else
        reply.json({{u"image"_s, name}, {u"deleted"_s, true}});
}

} // namespace ca
