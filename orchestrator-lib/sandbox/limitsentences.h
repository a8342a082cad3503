#pragma once

#include <QString>

#include "joblimits.h"

namespace ca {

/// What people are told when a limit ends a job: what happened, and how to go on.
QString memoryLimitSentence(const Limits &limits);
QString pidsLimitSentence(const Limits &limits);
QString diskLimitSentence(const Limits &limits);
/// The file system is nearly full, whoever filled it.
QString diskFullSentence();

} // namespace ca
