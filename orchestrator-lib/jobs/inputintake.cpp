#include "inputintake.h"

#include <QCoroFuture>
#include <QDir>

#include "inputname.h"
#include "jobjson.h"
#include "poolwork.h"
#include "uploadfile.h"

namespace ca {

using namespace Qt::StringLiterals;

QString InputIntake::inputsDir(const JobId &id) const
{
    return m_jobsDir + u'/' + idToText(id) + u"/inputs"_s;
}

Result<QList<InputIntake::Given>> InputIntake::givenBy(const JobRequest &request)
{
    QList<Given> given;
    if (!request.retryOf.isNull()) {
        for (const QString &name : request.inputs)
            given.append({.path = inputsDir(request.retryOf) + u'/' + name, .name = name});
        return given;
    }
    const auto uploads = m_uploads.reserve(request.inputs);
    if (!uploads)
        return failure(uploads.error());
    QSet<QString> taken = reservedNames();
    for (const Upload &upload : *uploads)
        given.append({.path = m_uploads.pathOf(upload.id), .name = freeName(upload.name, taken)});
    return given;
}

QCoro::Task<Result<QStringList>> InputIntake::keep(JobRequest request, JobId id)
{
    if (request.inputs.isEmpty())
        co_return QStringList();
    const auto given = givenBy(request);
    if (!given)
        co_return failure(given.error());
    const auto kept = co_await inThreadPool([given = *given, dir = inputsDir(id)]() -> Result<void> {
        if (!QDir().mkpath(dir))
            return failure(ErrorCode::Io, u"cannot make the folder %1: check free space and permissions"_s.arg(dir));
        for (const Given &input : given) {
            if (auto shared = shareFile(input.path, dir + u'/' + input.name); !shared)
                return shared;
        }
        return {};
    });
    if (!kept) {
        settle(request, false);
        co_await inThreadPool([dir = m_jobsDir + u'/' + idToText(id)] { QDir(dir).removeRecursively(); });
        co_return failure(kept.error());
    }
    QStringList names;
    for (const Given &input : *given)
        names.append(input.name);
    co_return names;
}

void InputIntake::settle(const JobRequest &request, bool isStored)
{
    if (!request.retryOf.isNull())
        return;
    if (isStored)
        m_uploads.forget(request.inputs);
    else
        m_uploads.release(request.inputs);
}

} // namespace ca
