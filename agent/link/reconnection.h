#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "fd.h"
#include "timer.h"

namespace ca::agent {

/// Looks out for the next orchestrator when one is gone: tries again and again to connect to the socket where the first
/// one listened, while everything else goes on.
class Reconnection
{
public:
    /// All from the loop.
    struct Handlers
    {
        /// It does not block. Who has connected calls settle() when the orchestrator turns out to be one.
        std::function<void(Fd connection)> connected;
        /// Nobody listened, or who did said nothing, for too long.
        std::function<void()> gaveUp;
    };

    /// `patience`: how long it tries, and how long it waits for settle() then.
    Reconnection(EventLoop &loop, std::string path, std::chrono::seconds patience, Handlers handlers);

    /// The orchestrator is gone, now or again.
    void begin();
    void settle();

private:
    void takeTime();
    void waitForNextTry();

    std::string m_path;
    std::chrono::seconds m_patience;
    Handlers m_handlers;
    Timer m_timer;
    Clock::time_point m_giveUpAt;
    bool m_isConnected = false;
};

} // namespace ca::agent
