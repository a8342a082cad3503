#pragma once

#include <expected>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "action.h"

namespace ca::protocol {

/// As many actions as one plan may have.
inline constexpr std::size_t maxPlanActions = 100;

/// A model's plan from its JSON object. More tolerant than Action's from_json, which reads what we wrote ourselves; the
/// error is the end of a sentence that begins with "Your answer" and says which action is wrong and what to do instead.
std::expected<Plan, std::string> readPlan(const nlohmann::json &object);

} // namespace ca::protocol
