#pragma once

#include "engines.h"
#include "job.h"

namespace ca {

/// What stands for a provider that is to be chosen, and for none at all.
inline constexpr QLatin1StringView automaticProvider("auto");
inline constexpr QLatin1StringView runbookProvider("runbook");
/// The reason of a choice that was the person's.
inline constexpr QLatin1StringView askedFor("asked for");

/// The provider that the job was to have, whatever was chosen.
QString askedProvider(const Job &job);
/// The job that a request asks for, still to be stored.
Job newJob(const JobRequest &request, const EngineChoice &engine, qint64 sequence);
/// The request that makes the same job again.
JobRequest requestOf(const JobDetails &details);

} // namespace ca
