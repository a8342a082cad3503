#pragma once

#include <QCoroTask>
#include <QObject>
#include <memory>

#include "job.h"
#include "result.h"

namespace ca {

class ContainerEngine;
class ImageFetch;

/// Has a job's image pulled or built when its engine has not got it, and shows in the job's details how far that is.
class JobImage : public QObject
{
    Q_OBJECT

public:
    /// The details outlive this.
    explicit JobImage(JobDetails &details)
        : m_details(details)
    {
    }

    /// Once. What keeps the engine from making a sandbox beside that is no error here. Errors: Cancelled, and those of
    /// ImageFetch.
    QCoro::Task<Result<void>> run(ContainerEngine &engine);
    /// run() returns soon; others that wait for the same image still get it.
    void giveUp();

Q_SIGNALS:
    void progressed();
    /// For the job's events.
    void told(const QString &sentence);
    /// The image is there, or it is given up.
    void settled();

private:
    QCoro::Task<Result<void>> fetch(ContainerEngine &engine);

    JobDetails &m_details;
    std::shared_ptr<ImageFetch> m_fetch;
    bool m_isGivenUp = false;
};

} // namespace ca
