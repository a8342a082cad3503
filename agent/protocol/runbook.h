#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "action.h"

namespace ca::protocol {

/// True when the prompt holds something to run as written: a fenced block in a language that runs or with `file=`,
/// or a line that starts with `$ `. Cheap; the prompt may still have mistakes that parseRunbook() reports.
bool isRunbook(std::string_view prompt);

/// Reads a prompt as a runbook: each fenced block with a known language or a `file=` option, and each `$ ` line outside
/// of blocks, becomes one action, in order; everything else is text. The error is a sentence that names the line.
/// The format: README, "Runbooks".
std::expected<Plan, std::string> parseRunbook(std::string_view prompt);

} // namespace ca::protocol
