#pragma once

#include <chrono>

namespace ca {

/// How long a job's services wait for what.
struct ServicePatience
{
    /// How long a service that nobody uses any more runs on.
    std::chrono::milliseconds grace = std::chrono::seconds(60);
    /// How long one may take to start, and to take a connection.
    std::chrono::milliseconds start = std::chrono::seconds(60);
    std::chrono::milliseconds connect = std::chrono::seconds(10);
};

} // namespace ca
