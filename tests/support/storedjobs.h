#pragma once

#include <QList>

#include "job.h"

namespace ca::test {

/// Writes jobs into the store of a data folder that no server uses; false when that failed.
bool storeJobs(const QString &dataDir, const QList<Job> &jobs);

/// A job that ended an hour ago, with fields as real ones have them.
Job endedJob(const JobId &id, const QString &title);

} // namespace ca::test
