#include "resultroutes.h"

#include "filerange.h"
#include "jobjson.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Why there is nothing to download.
QString reasonOf(const Job &job)
{
    if (!job.isEnded())
        return u"the job is %1: its result is there when it has ended"_s.arg(statusName(job.status));
    if (job.started == 0)
        return u"the job ended before it started, so there is no result"_s;
    return u"the job's result could not be packed; its files are in the job's folder"_s;
}
} // namespace

void ResultRoutes::addTo(RouteTable &table)
{
    table.add({.method = "GET",
               .pattern = u"/download/{id}"_s,
               .summary = u"The result as a ZIP, with ranges; 404 with the reason while there is none."_s,
               .parameters = {{u"Range"_s, {{u"type"_s, u"string"_s}}, u"bytes=0-99"_s, u"header"_s}},
               .answer = u"application/zip"_s,
               .errors = {400, 404, 416},
               .handle = [this](ApiRequest request, ApiReply reply) { download(request, std::move(reply)); }});
}

void ResultRoutes::download(const ApiRequest &request, ApiReply reply)
{
    const auto job = request.jobId().and_then([this](const JobId &id) { return m_orchestrator.job(id); });
    if (!job)
        return reply.error(job.error());
    if (!job->isEnded() || !job->hasResult())
        return reply.error({ErrorCode::NotReady, reasonOf(*job), {}});
    auto range = FileRange::open(m_orchestrator.jobDir(job->id) + u"/output.zip"_s,
                                 request.headers.value(QHttpHeaders::WellKnownHeader::Range).toByteArray());
    if (!range)
        return reply.rangeError(range.error());
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentDisposition,
                   QByteArray("attachment; filename=\"" + idToText(job->id).toLatin1() + ".zip\""));
    reply.file(std::move(*range), "application/zip", headers);
}

} // namespace ca
