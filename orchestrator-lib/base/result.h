#pragma once

#include <expected>

#include "error.h"

namespace ca {

/// A value, or the error that stands in its place.
template <typename T>
using Result = std::expected<T, Error>;

/// Shorthand for the failing side.
[[nodiscard]] inline std::unexpected<Error> failure(ErrorCode code, QString message, QString detail = {})
{
    return std::unexpected(Error{.code = code, .message = std::move(message), .detail = std::move(detail)});
}

[[nodiscard]] inline std::unexpected<Error> failure(Error error)
{
    return std::unexpected(std::move(error));
}

} // namespace ca
