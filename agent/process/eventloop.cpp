#include "eventloop.h"

#include <algorithm>
#include <climits>
#include <poll.h>

namespace ca::agent {

namespace {

int pollTimeout(std::optional<Clock::time_point> deadline)
{
    if (!deadline)
        return -1;
    // Rounded up: waking early would make the caller turn in vain.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<decltype(left)>(left, 0, INT_MAX));
}

} // namespace

void EventLoop::add(Pollable &pollable)
{
    m_pollables.push_back(&pollable);
}

void EventLoop::remove(Pollable &pollable)
{
    std::erase(m_pollables, &pollable);
}

void EventLoop::turn(std::optional<Clock::time_point> deadline)
{
    const auto pollables = m_pollables;
    std::vector<pollfd> fds;
    fds.reserve(pollables.size());
    for (const auto *pollable : pollables) {
        const short interest = pollable->interest();
        // A hang-up is reported even to those who asked for nothing, and would keep the loop spinning.
        fds.push_back({.fd = interest == 0 ? -1 : pollable->fd(), .events = interest, .revents = 0});
    }
    if (::poll(fds.data(), fds.size(), pollTimeout(deadline)) <= 0)
        return;
    for (std::size_t i = 0; i < fds.size(); ++i) {
        // An earlier one's handling may have removed it.
        if (fds[i].revents != 0 && std::ranges::contains(m_pollables, pollables[i]))
            pollables[i]->handleReady();
    }
}

} // namespace ca::agent
