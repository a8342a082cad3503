#include "reconnection.h"

#include <algorithm>
#include <utility>

#include "unixsocket.h"

namespace ca::agent {

namespace {

using namespace std::chrono_literals;

/// Between two tries.
constexpr Clock::duration pauseBetween = 200ms;

} // namespace

Reconnection::Reconnection(EventLoop &loop, std::string path, std::chrono::seconds patience, Handlers handlers)
    : m_path(std::move(path))
    , m_patience(patience)
    , m_handlers(std::move(handlers))
    , m_timer(loop, [this] { takeTime(); })
{
}

void Reconnection::begin()
{
    m_isConnected = false;
    m_giveUpAt = Clock::now() + m_patience;
    waitForNextTry();
}

void Reconnection::settle()
{
    m_timer.stop();
}

void Reconnection::waitForNextTry()
{
    m_timer.start(std::min(pauseBetween, m_giveUpAt - Clock::now()));
}

void Reconnection::takeTime()
{
    if (m_isConnected)
        return m_handlers.gaveUp();
    // Whatever fails it: the next orchestrator does not listen yet.
    if (Fd connection = connectToUnixSocket(m_path); connection.isValid()) {
        m_isConnected = true;
        m_timer.start(m_patience);
        return m_handlers.connected(std::move(connection));
    }
    if (Clock::now() >= m_giveUpAt)
        return m_handlers.gaveUp();
    waitForNextTry();
}

} // namespace ca::agent
