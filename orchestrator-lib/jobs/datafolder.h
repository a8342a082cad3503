#pragma once

#include <QString>

#include "datafolderlock.h"
#include "job.h"
#include "result.h"
#include "trash.h"

namespace ca {

/// The data folder of one orchestrator, held for as long as this lives: the owner's lock, the job folders, the trash,
/// and the folder for sockets that belongs to it.
class DataFolder
{
public:
    /// Makes what is missing. Errors: Conflict (another process holds it;
    /// the sentence says which), NoSpace, Io.
    static Result<DataFolder> take(const QString &path, const QString &ownerName);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QString &runtimeDir() const { return m_runtimeDir; }
    /// The folder in it for one job.
    static QString runtimeName(const JobId &id);
    /// Clears the sockets of a run that crashed, but those of jobs that may go on.
    void clearRuntimeDir(const QList<JobId> &kept) const;
    [[nodiscard]] QString jobsDir() const;
    [[nodiscard]] Trash trash() const;

private:
    DataFolder(QString path, QString runtimeDir, DataFolderLock lock);

    QString m_path;
    QString m_runtimeDir;
    DataFolderLock m_lock;
};

} // namespace ca
