#include "logroutes.h"

#include <QJsonArray>
#include <QJsonObject>

#include "chunkedreply.h"
#include "filerange.h"
#include "jobjson.h"
#include "logfollower.h"
#include "logreader.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr int tailLines = 1000;
/// Above this, JSON is the wrong way to carry a log: the answer links to the file.
constexpr qint64 maxFullLogBytes = 1024LL * 1024;

Result<LogStream> streamFrom(const QString &name, const QString &parameter)
{
    if (name == "stdout"_L1)
        return LogStream::Out;
    if (name == "stderr"_L1)
        return LogStream::Err;
    return failure(ErrorCode::InvalidArgument, u"%1 must be stdout or stderr, not \"%2\""_s.arg(parameter, name),
                   parameter);
}
} // namespace

void LogRoutes::addTo(RouteTable &table)
{
    const QJsonObject streams{{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray{u"stdout"_s, u"stderr"_s}}};
    const QJsonObject flag{{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray{u"1"_s}}};
    table.add({.method = "GET",
               .pattern = u"/logs/{id}"_s,
               .summary = u"A job's output as JSON. Over 1 MiB full_log is null and truncated true."_s,
               .parameters = {{u"log_type"_s, streams, u"Which output; stdout when not given."_s}},
               .answer = u"Logs"_s,
               .errors = {400, 404, 422},
               .handle = [this](ApiRequest request, ApiReply reply) { summary(request, std::move(reply)); }});
    table.add(
        {.method = "GET",
         .pattern = u"/logs/{id}/{stream}"_s,
         .summary = u"A job's output as it is, with ranges; stream is stdout or stderr."_s,
         .parameters = {{u"follow"_s, flag, u"1 streams what is there and what comes, until the job has ended."_s},
                        {u"Range"_s, {{u"type"_s, u"string"_s}}, u"bytes=0-99"_s, u"header"_s}},
         .answer = u"text/plain"_s,
         .errors = {400, 404, 416},
         .handle = [this](ApiRequest request, ApiReply reply) { file(request, std::move(reply)); }});
}

void LogRoutes::summary(const ApiRequest &request, ApiReply reply)
{
    const auto job = request.jobId().and_then([this](const JobId &id) { return m_orchestrator.job(id); });
    if (!job)
        return reply.error(job.error());
    const QString type =
        request.query.hasQueryItem(u"log_type"_s) ? request.query.queryItemValue(u"log_type"_s) : u"stdout"_s;
    const auto stream = streamFrom(type, u"log_type"_s);
    if (!stream)
        return reply.error(stream.error());
    const LogReader reader(m_orchestrator.jobDir(job->id) + u"/logs"_s);
    const auto tail = reader.lastLines(*stream, tailLines, maxFullLogBytes);
    if (!tail)
        return reply.error(tail.error());
    const bool isWhole = reader.size(*stream) <= maxFullLogBytes;
    const auto full = isWhole ? reader.read(*stream, 0, maxFullLogBytes) : Result<QByteArray>(QByteArray());
    if (!full)
        return reply.error(full.error());
    reply.verbatimJson({{u"job_id"_s, idToText(job->id)},
                        {u"log_type"_s, type},
                        {u"last_1000_lines"_s, QString::fromUtf8(*tail)},
                        {u"full_log"_s, isWhole ? QJsonValue(QString::fromUtf8(*full)) : QJsonValue()},
                        {u"truncated"_s, !isWhole},
                        {u"link"_s, u"/logs/%1/%2"_s.arg(idToText(job->id), type)}});
}

void LogRoutes::file(const ApiRequest &request, ApiReply reply)
{
    const auto job = request.jobId().and_then([this](const JobId &id) { return m_orchestrator.job(id); });
    if (!job)
        return reply.error(job.error());
    const auto stream = streamFrom(request.parameters.value(u"stream"_s), u"the log's name"_s);
    if (!stream)
        return reply.error({ErrorCode::NotFound, stream.error().message, {}});
    if (request.query.queryItemValue(u"follow"_s) == "1"_L1) {
        if (auto following = reply.stream("text/plain; charset=utf-8"))
            LogFollower::start(m_followers, m_orchestrator, job->id, *stream, std::move(following));
        return;
    }
    auto range = FileRange::open(LogReader(m_orchestrator.jobDir(job->id) + u"/logs"_s).path(*stream),
                                 request.headers.value(QHttpHeaders::WellKnownHeader::Range).toByteArray());
    if (!range && range.error().code == ErrorCode::NotFound)
        return reply.error({ErrorCode::NotReady, u"the job has printed nothing yet: it has not started"_s, {}});
    if (!range)
        return reply.rangeError(range.error());
    reply.file(std::move(*range), "text/plain; charset=utf-8");
}

} // namespace ca
