#pragma once

#include <cstddef>
#include <cstdint>

namespace ca {

/// Which of a job's two outputs.
enum class LogStream : std::uint8_t { Out, Err };

/// Its place among what is kept of both.
constexpr std::size_t indexOf(LogStream stream)
{
    return static_cast<std::size_t>(stream);
}

} // namespace ca
