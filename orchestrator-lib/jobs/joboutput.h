#pragma once

#include <QCoroTask>
#include <QObject>
#include <QPromise>
#include <memory>

#include "logcapture.h"
#include "result.h"

namespace ca {

struct Job;
class LogThread;

/// A job's logs, from before its sandbox starts until its pipes are closed, which they are when it has gone.
class JobOutput : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    JobOutput(LogThread &thread, Job &job);
    ~JobOutput() override;

    /// Makes the files, in a folder that there is. Errors: Io.
    Result<void> open(const QString &logsDir);
    /// Goes on in the files of an orchestrator that died. Errors: Io.
    Result<void> reopen(const QString &logsDir);
    [[nodiscard]] LogCapture &capture() { return *m_capture; }
    /// Returns when everything is in the files; only after the sandbox is gone.
    QCoro::Task<void> whole();

Q_SIGNALS:
    /// The job has its new sizes.
    void grew();

private:
    [[nodiscard]] qint64 maxBytes() const;
    Result<void> take(Result<std::unique_ptr<LogCapture>> capture);

    LogThread &m_thread;
    Job &m_job;
    std::unique_ptr<LogCapture> m_capture;
    QPromise<void> m_done;
};

} // namespace ca
