#pragma once

#include <functional>
#include <optional>

#include "refusal.h"

namespace ca {

class RequestHead;

/// Looks at a request's head before its body is received; what it returns is the answer.
using HeadCheck = std::function<std::optional<Refusal>(const RequestHead &)>;

} // namespace ca
