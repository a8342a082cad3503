#pragma once

#include <QCoroTask>

#include "healthreport.h"
#include "servicechecks.h"

namespace ca {

class Orchestrator;

/// Looks at everything that jobs need: makes a sandbox, asks local AI servers whether they are there, and so on. Takes
/// no longer than the slowest of these, each of which has a limit of its own (a sandbox 30 s, a container engine 2 min,
/// everything else 5 s). Runs on the core thread and never blocks it; the orchestrator is open. Secrets are out of the
/// report.
QCoro::Task<HealthReport> examineHealth(Orchestrator &orchestrator, ApiFacts api);

} // namespace ca
