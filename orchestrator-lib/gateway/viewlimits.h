#pragma once

#include <QtTypes>
#include <chrono>

namespace ca {

/// What the clients of one view may do.
struct ViewLimits
{
    qsizetype connections = 128;
    /// For a request's head, and for a connection between two requests.
    std::chrono::milliseconds head{10'000};
    std::chrono::milliseconds idle{75'000};
    /// For the stream into the sandbox.
    std::chrono::milliseconds connecting{30'000};
    /// Between two pings; a viewer that was silent from one to the next is gone.
    std::chrono::milliseconds pulse{20'000};
    /// A relayed request or tunnel that moves nothing for so long is over.
    std::chrono::milliseconds silence = std::chrono::hours(2);
    /// For the client to read the last of it.
    std::chrono::milliseconds linger{2'000};
};

} // namespace ca
