#pragma once

namespace ca::cli {

/// What cactl's exit code says; the numbers are documented in its help and never change.
enum class ExitCode : int {
    Ok = 0,
    Failed = 1, ///< the job did not complete, or the server refused
    WrongUse = 2,
    Unreachable = 3, ///< no server answers, or not any more
    Interrupted = 130,
};

} // namespace ca::cli
