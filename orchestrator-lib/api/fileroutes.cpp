#include "fileroutes.h"

#include <QCoroFuture>
#include <QFileInfo>

#include "filerange.h"
#include "jobjson.h"
#include "orchestrator.h"
#include "poolwork.h"
#include "workspacefiles.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// A sandbox named and filled the file: a browser must save it, and must not take it for anything it could run.
QHttpHeaders downloadHeaders(const QByteArray &path)
{
    QHttpHeaders headers;
    const QByteArray name = path.sliced(path.lastIndexOf('/') + 1).toPercentEncoding();
    headers.append(QHttpHeaders::WellKnownHeader::ContentDisposition,
                   QByteArray("attachment; filename*=UTF-8''" + name));
    headers.append(QHttpHeaders::WellKnownHeader::ContentSecurityPolicy, "sandbox; default-src 'none'");
    return headers;
}

Result<WorkspaceItem> openItem(const QString &jobDir, const QByteArray &path, bool hasResult, ResultShelf &results)
{
    const QString workspace = jobDir + u"/workspace"_s;
    if (!hasResult || QFileInfo::exists(workspace))
        return openWorkspaceItem(workspace, path);
    return results.open(jobDir + u"/output.zip"_s).and_then([&](const std::shared_ptr<ResultArchive> &archive) {
        return openResultItem(*archive, path, jobDir);
    });
}
} // namespace

void FileRoutes::addTo(RouteTable &table)
{
    const auto handle = [this](ApiRequest request, ApiReply reply) { item(std::move(request), std::move(reply)); };
    table.add({.method = "GET",
               .pattern = u"/job/{id}/files"_s,
               .summary = u"What is in a job's workspace, also while it runs; later, in its result."_s,
               .answer = u"Files"_s,
               .errors = {400, 404},
               .handle = handle});
    table.add({.method = "GET",
               .pattern = u"/job/{id}/files/{path...}"_s,
               .summary = u"A file of the workspace as it is, with ranges; for a folder, what is in it."_s,
               .parameters = {{u"Range"_s, {{u"type"_s, u"string"_s}}, u"bytes=0-99"_s, u"header"_s}},
               .answer = u"application/octet-stream"_s,
               .errors = {400, 404, 416, 422},
               .handle = handle});
}

QCoro::Task<void> FileRoutes::item(ApiRequest request, ApiReply reply)
{
    const auto job = request.jobId().and_then([this](const JobId &id) { return m_orchestrator.job(id); });
    if (!job) {
        reply.error(job.error());
        co_return;
    }
    if (job->started == 0) {
        reply.error({ErrorCode::NotReady, u"there are no files yet: the job has not started"_s, {}});
        co_return;
    }
    QByteArray path = QByteArray::fromPercentEncoding(request.parameters.value(u"path"_s).toLatin1());
    while (path.endsWith('/'))
        path.chop(1);
    const QString jobDir = m_orchestrator.jobDir(job->id);
    auto opened = co_await inThreadPool([jobDir, path, hasResult = job->hasResult(), results = m_results] {
        return std::make_shared<Result<WorkspaceItem>>(openItem(jobDir, path, hasResult, *results));
    });
    Result<WorkspaceItem> &found = *opened;
    if (!found) {
        reply.error(found.error());
    } else if (auto *list = std::get_if<QJsonObject>(&*found)) {
        list->insert(u"job_id"_s, idToText(job->id));
        list->insert(u"path"_s, QString::fromUtf8(path));
        reply.json(*list);
    } else {
        auto range = FileRange::open(std::move(std::get<UniqueFd>(*found)),
                                     request.headers.value(QHttpHeaders::WellKnownHeader::Range).toByteArray());
        if (!range)
            reply.rangeError(range.error());
        else
            reply.file(std::move(*range), "application/octet-stream", downloadHeaders(path));
    }
}

} // namespace ca
