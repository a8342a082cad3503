#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ca::agent {

/// The text as a model and a log can take it: valid UTF-8, no control characters but line feeds and tabs, no terminal
/// sequences. Bytes that are no UTF-8 become question marks. So that it grows to twice its size at most as JSON.
std::string plainText(std::string_view text);

/// The beginning and the end of a long text, with a line between them that says how much is left out. Never half a
/// character. A text that is hardly longer than both stays as it is.
std::string headAndTail(std::string_view text, std::size_t headBytes, std::size_t tailBytes);

} // namespace ca::agent
