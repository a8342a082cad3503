#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ca::protocol {

/// Where the JSON object or array that begins at `start` ends (the index behind its bracket); nothing where it does
/// not end, or is nested deeper than 64 levels. Linear; brackets in strings and comments do not count.
std::optional<std::size_t> balancedEnd(std::string_view text, std::size_t start);

/// The same text with the mistakes put right that models make when they write JSON: comments and trailing commas go,
/// raw line breaks in strings and escapes that JSON does not know are escaped, Python's True, False and None become
/// JSON's. Text without such mistakes stays as it is.
std::string mendedJson(std::string_view text);

} // namespace ca::protocol
