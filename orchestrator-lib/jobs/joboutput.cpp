#include "joboutput.h"

#include <QCoroFuture>

#include "job.h"
#include "joblog.h"

namespace ca {

JobOutput::JobOutput(LogThread &thread, Job &job)
    : m_thread(thread)
    , m_job(job)
{
    m_done.start();
}

JobOutput::~JobOutput() = default;

qint64 JobOutput::maxBytes() const
{
    // Twice the job's own limit: the agent keeps that one and says so; this stops an agent gone wrong.
    constexpr qint64 margin = 1LL << 20;
    return 2 * m_job.limits.logBytes() + margin;
}

Result<void> JobOutput::open(const QString &logsDir)
{
    return take(LogCapture::start(m_thread, logsDir, maxBytes()));
}

Result<void> JobOutput::reopen(const QString &logsDir)
{
    return take(LogCapture::resume(m_thread, logsDir, maxBytes()));
}

Result<void> JobOutput::take(Result<std::unique_ptr<LogCapture>> capture)
{
    if (!capture)
        return failure(capture.error());
    m_capture = std::move(*capture);
    m_job.outBytes = m_capture->outBytesBefore();
    m_job.errBytes = m_capture->errBytesBefore();
    connect(m_capture.get(), &LogCapture::appended, this, [this](qint64 out, qint64 err) {
        m_job.outBytes = out;
        m_job.errBytes = err;
        Q_EMIT grew();
    });
    connect(m_capture.get(), &LogCapture::finished, this, [this](const QString &problem) {
        if (!problem.isEmpty())
            qCWarning(jobLog).noquote() << problem;
        m_done.finish();
    });
    return {};
}

QCoro::Task<void> JobOutput::whole()
{
    co_await m_done.future();
}

} // namespace ca
