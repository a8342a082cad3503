#pragma once

#include <QJsonObject>

#include "job.h"

namespace ca {

class LiveViews;

/// The answer of GET /status/{id}.
QJsonObject statusToJson(const Job &job, const LiveViews &views);
/// What GET /events says of a job: its status and what a list of jobs shows.
QJsonObject jobEventToJson(const Job &job, const LiveViews &views);
QJsonObject progressToJson(const Job &job);

} // namespace ca
