#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "action.h"

namespace ca::protocol {

/// The longest answer that is looked at, in bytes.
inline constexpr std::size_t maxPlanBytes = 8UL * 1024 * 1024;

/// The plan in a model's answer, in the plan format's fixed shape. Tolerant of what models put around it (code fences,
/// sentences, thoughts, a wrapping object) and of small mistakes in the JSON; of several plans the first that is right
/// counts. The error is the end of a sentence that begins with "Your answer", and one the model can act on. Linear in
/// the answer's size but for a bounded number of attempts; whatever the text, it neither throws nor recurses.
std::expected<Plan, std::string> parsePlan(std::string_view answer);

/// The answer without the thoughts that some models put before it, in <think> tags.
std::string_view withoutThoughts(std::string_view answer);

} // namespace ca::protocol
