#include "uploadroutes.h"

#include <cmath>

#include "jobjson.h"
#include "jsonbody.h"
#include "partrange.h"
#include "uploadstore.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

struct NewUpload
{
    QString name;
    qint64 size = -1;
};

Result<NewUpload> newUploadFrom(const QByteArray &body)
{
    constexpr double mostExact = 9'007'199'254'740'992.0; // 2^53: beyond it a JSON number is not exact
    const auto json = parseJsonBody(body, u"{\"name\": \"data.zip\", \"size\": 1000}"_s);
    if (!json)
        return failure(json.error());
    if (auto known = checkFieldNames(*json, {u"name"_s, u"size"_s}); !known)
        return failure(known.error());
    const QJsonValue name = json->value(u"name");
    if (!name.isString())
        return misfittingField(u"name"_s, u"the field \"name\" must be a text: what the file is called"_s);
    NewUpload upload{.name = name.toString()};
    const QJsonValue size = json->value(u"size");
    if (size.isUndefined() || size.isNull())
        return upload;
    const double bytes = size.toDouble(-1);
    if (bytes < 0 || bytes > mostExact || bytes != std::floor(bytes))
        return misfittingField(u"size"_s, u"the field \"size\" must be a number of bytes"_s);
    upload.size = static_cast<qint64>(bytes);
    return upload;
}
} // namespace

void UploadRoutes::addTo(RouteTable &table)
{
    table.add({.method = "POST",
               .pattern = u"/uploads"_s,
               .summary = u"Begins the upload of a file for a job. It is deleted after a day if no job has taken it, "
                          "and when the server starts again."_s,
               .body = u"NewUpload"_s,
               .answer = u"Upload"_s,
               .errors = {400, 413, 422, 429},
               .handle = [this](ApiRequest request, ApiReply reply) { create(std::move(request), std::move(reply)); }});
    table.add({.method = "GET",
               .pattern = u"/uploads/{id}"_s,
               .summary = u"How much of an upload is there: where its next part begins."_s,
               .answer = u"Upload"_s,
               .errors = {404},
               .handle = [this](const ApiRequest &request, ApiReply reply) {
                   answer(m_uploads.find(request.parameters.value(u"id"_s)), std::move(reply));
               }});
    table.add(
        {.method = "PUT",
         .pattern = u"/uploads/{id}"_s,
         .summary = u"Adds a part of at most 8 MiB. One that begins elsewhere than where the upload ends is "
                    "refused (409); detail says where it ends."_s,
         .parameters = {{u"offset"_s, {{u"type"_s, u"integer"_s}}, u"Where the part begins; 0 when not given."_s},
                        {u"Content-Range"_s, {{u"type"_s, u"string"_s}}, u"The same: bytes 0-99/1000"_s, u"header"_s}},
         .body = u"application/octet-stream"_s,
         .answer = u"Upload"_s,
         .errors = {404, 409, 413, 422},
         .handle = [this](ApiRequest request, ApiReply reply) { append(std::move(request), std::move(reply)); }});
    table.add({.method = "DELETE",
               .pattern = u"/uploads/{id}"_s,
               .summary = u"Deletes an upload that no job has taken."_s,
               .answer = u"UploadDeleted"_s,
               .errors = {404, 409},
               .handle = [this](ApiRequest request, ApiReply reply) { remove(std::move(request), std::move(reply)); }});
}

void UploadRoutes::answer(const Result<Upload> &upload, ApiReply reply) const
{
    if (!upload)
        return reply.error(upload.error());
    const auto age = std::chrono::milliseconds(m_uploads.limits().age).count();
    reply.json({{u"upload_id"_s, upload->id},
                {u"name"_s, upload->name},
                {u"size"_s, upload->size < 0 ? QJsonValue() : QJsonValue(upload->size)},
                {u"received"_s, upload->received},
                {u"complete"_s, upload->isComplete()},
                {u"expires"_s, timeToJson(upload->created + age)}});
}

QCoro::Task<void> UploadRoutes::create(ApiRequest request, ApiReply reply)
{
    const auto asked = newUploadFrom(request.body);
    if (!asked) {
        reply.error(asked.error());
        co_return;
    }
    const auto upload = co_await m_uploads.create(asked->name, asked->size);
    answer(upload, std::move(reply));
}

QCoro::Task<void> UploadRoutes::append(ApiRequest request, ApiReply reply)
{
    const auto offset = partOffset(request);
    if (!offset) {
        reply.error(offset.error());
        co_return;
    }
    const auto upload = co_await m_uploads.append(request.parameters.value(u"id"_s), *offset, request.body);
    answer(upload, std::move(reply));
}

QCoro::Task<void> UploadRoutes::remove(ApiRequest request, ApiReply reply)
{
    const QString id = request.parameters.value(u"id"_s);
    const auto removed = co_await m_uploads.remove(id);
    if (removed)
        reply.json({{u"upload_id"_s, id}, {u"deleted"_s, true}});
    else
        reply.error(removed.error());
}

} // namespace ca
