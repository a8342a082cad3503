#pragma once

#include "healthreport.h"
#include "hostcheck.h"
#include "result.h"
#include "sandbox.h"
#include "spacefacts.h"

namespace ca {

/// What the host offers, as findings; each from facts alone.

/// `engine`: what a try to make a sandbox came to.
HealthCheck checkEngine(const QString &name, const Result<void> &engine);
/// A working engine shows that the obstacles are overcome.
HealthCheck checkUserNamespaces(const HostObstacles &obstacles, bool engineWorks);
HealthCheck checkAppArmor(const HostObstacles &obstacles, bool isOn, bool engineWorks);
/// `version`: what versionOf("bwrap") has: "bubblewrap 0.12.0". `isStandard`: jobs that name no engine get it.
HealthCheck checkBubblewrap(const Result<QString> &version, bool isStandard);
/// What keeps which limit.
HealthCheck checkLimits(const Result<QList<Enforcement>> &enforcement);
HealthCheck checkSpace(const SpaceFacts &space);

} // namespace ca
