#pragma once

#include <QByteArray>
#include <QString>

#include "result.h"

namespace ca {

inline constexpr int cpuPeriodMicros = 100'000;

/// The share of a period that `cpus` processors are; at least what the kernel accepts.
int cpuQuotaMicros(double cpus);

/// Errors: SandboxFailed, with the file's name.
Result<void> setCgroupFile(const QString &path, const QByteArray &value);

/// Ends and removes job groups below `parent` whose orchestrator has died.
void removeLeftoverCgroups(const QString &parent);

} // namespace ca
