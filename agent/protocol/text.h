#pragma once

#include <string>
#include <string_view>

namespace ca::protocol {

/// The text without spaces, tabs and carriage returns at both ends.
std::string_view trimmed(std::string_view text);

/// At most maxBytes bytes of the text, never half a UTF-8 character.
std::string cutToBytes(std::string_view text, std::size_t maxBytes);

/// At most maxCharacters code points, the last of them an ellipsis where something was cut; control characters become
/// spaces, so that it fits on one line.
std::string cutToLine(std::string_view text, std::size_t maxCharacters);

} // namespace ca::protocol
