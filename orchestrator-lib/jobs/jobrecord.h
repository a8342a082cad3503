#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

#include "job.h"

namespace ca {

/// A job's, a step's and an event's form in the store: what is not a column of its own is a JSON object. Unknown fields
/// are ignored and missing ones keep their defaults, so older and newer records can be read.
QByteArray jobToRecord(const Job &job);
Job jobFromRecord(const QByteArray &record);
QByteArray stepToRecord(const Step &step);
Step stepFromRecord(const QByteArray &record);
QByteArray eventToRecord(const JobEvent &event);
JobEvent eventFromRecord(const QByteArray &record);

/// Empty when there are none.
QJsonArray hostsToJson(const QList<HostUse> &hosts);
QJsonArray usageToJson(const QList<ProviderUsage> &usage);
QJsonObject limitsToJson(const Limits &limits);
/// Fields that are missing keep the defaults.
Limits limitsFromJson(const QJsonObject &json);

} // namespace ca
