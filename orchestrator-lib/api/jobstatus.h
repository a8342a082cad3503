#pragma once

#include <QJsonObject>

#include "job.h"

namespace ca {

/// The answer of GET /status/{id}.
QJsonObject statusToJson(const Job &job);
/// What GET /events says of a job: its status and what a list of jobs shows.
QJsonObject jobEventToJson(const Job &job);
QJsonObject progressToJson(const Job &job);

} // namespace ca
