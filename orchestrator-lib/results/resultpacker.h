#pragma once

#include <QByteArray>
#include <QFuture>
#include <QString>
#include <QStringList>
#include <stop_token>

#include "result.h"

namespace ca {

struct PackRequest
{
    /// The job's folder: workspace/ and logs/ in it are packed, output.zip in it is written.
    QString jobDir;
    /// Folder names left out wherever they occur in the workspace.
    QStringList exclude;
    /// What the manifest says of the job: a JSON object (id, prompt, status, steps, versions …).
    QByteArray jobJson;
};

struct PackedResult
{
    QString path;
    qint64 bytes = 0;
    /// Files of the workspace that are in it.
    qint64 files = 0;
    /// Entries left out, each listed in the manifest with the reason.
    qint64 leftOut = 0;
};

/// What is left out unless a job says otherwise.
QStringList defaultExcludes();

/// Packs a job's result on a thread of its own. The future reports progress in percent; `stop` ends it with a Cancelled
/// error (QFuture::cancel() would drop the result). No half file is left: output.zip appears by rename.
QFuture<Result<PackedResult>> packResult(PackRequest request, std::stop_token stop);

} // namespace ca
