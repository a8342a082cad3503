#pragma once

#include <QCoroTask>

#include "job.h"
#include "result.h"
#include "uploadstore.h"

namespace ca {

/// Brings a new job's inputs into its folder (inputs/), where they stay as they were given, for this job and for
/// others that run it again. Lives on the core thread; the disk is touched on others.
class InputIntake
{
public:
    /// The uploads outlive this.
    InputIntake(UploadStore &uploads, QString jobsDir)
        : m_uploads(uploads)
        , m_jobsDir(std::move(jobsDir))
    {
    }

    /// The names of the inputs, which are there when it returns: the request's uploads, or those of the job that it
    /// runs again. settle() follows. Errors: InvalidArgument (detail: "inputs"), NotFound, NoSpace, Io.
    QCoro::Task<Result<QStringList>> keep(JobRequest request, JobId id);
    /// Whether the job came into being: then the uploads are its, else they wait for another one.
    void settle(const JobRequest &request, bool isStored);

private:
    struct Given
    {
        QString path;
        QString name;
    };
    Result<QList<Given>> givenBy(const JobRequest &request);
    [[nodiscard]] QString inputsDir(const JobId &id) const;

    UploadStore &m_uploads;
    QString m_jobsDir;
};

} // namespace ca
