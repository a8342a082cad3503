#pragma once

#include <QtTypes>
#include <chrono>

namespace ca {

/// What one HTTP server lets its clients do.
struct GuardLimits
{
    qsizetype requestLineBytes = 8LL * 1024;
    qsizetype headBytes = 32LL * 1024;
    qsizetype fields = 100;
    qint64 bodyBytes = 8LL * 1024 * 1024;
    /// Of all bodies that are being received at one time.
    qint64 allBodiesBytes = 64LL * 1024 * 1024;

    qsizetype connections = 256;
    /// Clients above that who are still being told so; who comes after these is cut off without a word.
    qsizetype turnedAway = 64;

    /// From a head's first byte to its last.
    std::chrono::milliseconds head{10'000};
    /// Between two bytes of a body.
    std::chrono::milliseconds bodyPause{30'000};
    /// A body may take this long, and as long as it needs at this pace.
    std::chrono::milliseconds bodyGrace{30'000};
    qint64 bodyBytesPerSecond = 1024;
    /// Between two requests.
    std::chrono::milliseconds idle{75'000};
    /// Who has been idle for so long may have to make room for a newcomer.
    std::chrono::milliseconds idleBeforeEviction{1'000};
    /// While there is something to send and the client takes none of it.
    std::chrono::milliseconds drain{60'000};
    /// For the client to read the last answer before the connection is closed.
    std::chrono::milliseconds linger{2'000};
};

} // namespace ca
