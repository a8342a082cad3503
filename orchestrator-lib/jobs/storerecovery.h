#pragma once

#include <QString>

#include "job.h"
#include "result.h"

QT_BEGIN_NAMESPACE
class QSqlDatabase;
QT_END_NAMESPACE

namespace ca {

struct StoredJobs
{
    QList<Job> jobs;
    /// What had to be done about the database, for people; empty when all was well.
    QString notice;
};

/// Opens the database of a data folder (jobs.sqlite) and reads all jobs. One that is damaged, or gone while there are
/// job folders, is made again from these (see JobFolder); the damaged one is kept aside. Blocks; runs on the store's
/// thread. Errors: Conflict (locked, or of a newer version), NoSpace, Io.
Result<StoredJobs> openAndLoad(QSqlDatabase &database, const QString &dataDir);

/// Has the next openAndLoad() make the database again.
void markDamaged(const QString &dataDir);

} // namespace ca
