#pragma once

#include <QString>

#include "accents.h"
#include "healthreport.h"
#include "symbols.h"

namespace ca::dashboard {

/// How a finding is shown.
Symbol symbolOf(HealthState state);
Accent accentOf(HealthState state);
QString wordOf(HealthState state);

/// What is looked at, in the person's language; the library's own title where there is none.
QString titleOf(const HealthCheck &check);

} // namespace ca::dashboard
