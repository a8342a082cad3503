#pragma once

#include <QList>
#include <QUrl>

#include "fact.h"
#include "job.h"

namespace ca::dashboard {

/// What a job's facts are told with.
struct JobFactsContext
{
    /// Milliseconds since 1970.
    qint64 now = 0;
    /// The API's address; empty while it is off.
    QUrl api = {};
    /// The job's own folder; empty while it is not known.
    QString folder = {};
};

/// Everything worth knowing about a job, for people. Targets of links: "folder", "api", "job:ID".
QList<FactGroup> factsOf(const JobDetails &details, const JobFactsContext &context);

/// What can be done about a failure beyond what its own sentence says; empty: nothing.
QString adviceFor(const Job &job);

} // namespace ca::dashboard
