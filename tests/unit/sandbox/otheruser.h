#pragma once

#include <QString>

namespace ca::testing {

/// Runs this test program once more as an ordinary user without any cgroup, from a copy that such a user can reach.
/// Only root can; empty when all its tests passed, else their output.
QString runAgainAsOrdinaryUser();

/// True in the run that runAgainAsOrdinaryUser() started.
bool isRunAgain();

} // namespace ca::testing
