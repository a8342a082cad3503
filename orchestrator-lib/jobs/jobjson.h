#pragma once

#include <QJsonObject>

#include "job.h"

namespace ca {

/// JSON as programs outside see it: in REST and in a result's manifest. Times are seconds since 1970, null while they
/// have not come.
QJsonObject stepToJson(const Step &step);
/// null when nothing is asked.
QJsonValue approvalToJson(const std::optional<PendingApproval> &approval);
QJsonObject eventToJson(const JobEvent &event);
/// Everything about a job, with its prompt and steps.
QJsonObject detailsToJson(const JobDetails &details);
/// The same for manifest.json, where the job has its verdict but is still being packed.
QJsonObject manifestJson(const JobDetails &details);
/// Appends one row of GET /jobs. Written as text, not through QJsonObject: lists of ten thousand are asked for.
void appendJobRow(QByteArray &json, const Job &job);

QJsonValue timeToJson(qint64 milliseconds);
/// Null for an empty text.
QJsonValue textToJson(const QString &text);
QString idToText(const JobId &id);

} // namespace ca
