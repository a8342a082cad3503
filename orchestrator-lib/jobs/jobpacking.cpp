#include "jobpacking.h"

#include <QCoroFuture>
#include <QFutureWatcher>
#include <QJsonDocument>

#include "jobjson.h"
#include "redactor.h"

namespace ca {

QCoro::Task<void> JobPacking::run(QString jobDir, std::shared_ptr<const Redactor> redactor)
{
    Job &job = m_details.job;
    const QByteArray manifest = QJsonDocument(manifestJson(m_details)).toJson(QJsonDocument::Compact);
    m_result = packResult({.jobDir = jobDir, .exclude = job.exclude, .jobJson = redactor->redacted(manifest)},
                          m_stop.get_token());
    QFutureWatcher<Result<PackedResult>> progress;
    connect(&progress, &QFutureWatcherBase::progressValueChanged, this, [this, &job](int percent) {
        job.packingPercent = percent;
        Q_EMIT progressed();
    });
    progress.setFuture(m_result);
    const Result<PackedResult> packed = co_await m_result;
    if (packed) {
        job.resultBytes = packed->bytes;
        job.resultFiles = packed->files;
    } else if (packed.error().code != ErrorCode::Cancelled) {
        job.verdict = JobStatus::Error;
        job.errorCode = errorCodeName(packed.error().code);
        QString sentence = packed.error().message;
        if (!job.error.isEmpty())
            sentence = job.error + u' ' + sentence.first(1).toUpper() + sentence.sliced(1);
        job.error = sentence;
    }
}

} // namespace ca
