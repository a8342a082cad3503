#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <stop_token>

#include "job.h"
#include "result.h"

namespace ca {

/// Puts what a job was given into its workspace before its sandbox starts, and shows in its details how far that is.
class JobInputs : public QObject
{
    Q_OBJECT

public:
    /// The details outlive this.
    explicit JobInputs(JobDetails &details)
        : m_details(details)
    {
    }

    /// Once. The workspace exists, and is nobody else's yet. Notes the names that it has then in the details. Errors:
    /// LimitReached (it took longer than the job may), Cancelled, and those of InputPlacer.
    QCoro::Task<Result<void>> run(QString jobDir);
    /// run() returns soon.
    void giveUp() { m_stop.request_stop(); }

Q_SIGNALS:
    void progressed();

private:
    void show(int percent);

    JobDetails &m_details;
    QString m_what;
    std::stop_source m_stop;
};

} // namespace ca
