#pragma once

#include <cstdint>

namespace ca {

/// Which of a job's two outputs.
enum class LogStream : std::uint8_t { Out, Err };

} // namespace ca
