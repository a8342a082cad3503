#pragma once

#include <QString>

#include "result.h"

namespace ca {

/// The program that runs inside sandboxes: beside this one in a build folder, below libexec where installed. Errors:
/// NotFound, with where it was looked for.
Result<QString> findAgentBinary();

} // namespace ca
