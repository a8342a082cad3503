#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <stop_token>

#include "job.h"
#include "resultpacker.h"

namespace ca {

class Redactor;

/// Packs what a job has made, and notes progress and result in its details.
class JobPacking : public QObject
{
    Q_OBJECT

public:
    /// The details outlive this.
    explicit JobPacking(JobDetails &details)
        : m_details(details)
    {
    }

    /// Once. A result that cannot be packed makes the verdict an error; one that was given up changes nothing.
    QCoro::Task<void> run(QString jobDir, std::shared_ptr<const Redactor> redactor);
    [[nodiscard]] bool isRunning() const { return m_result.isRunning(); }
    /// run() returns soon, without a result.
    void giveUp() { m_stop.request_stop(); }

Q_SIGNALS:
    void progressed();

private:
    JobDetails &m_details;
    QFuture<Result<PackedResult>> m_result;
    std::stop_source m_stop;
};

} // namespace ca
