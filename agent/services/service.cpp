#include "service.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <unistd.h>
#include <utility>

#include "pause.h"
#include "unixsocket.h"

namespace ca::agent {

namespace {

using namespace std::chrono_literals;

/// From its start until it takes connections: JupyterLab needs two seconds, on a busy machine far more.
constexpr auto startTimeout = 45s;
/// Between the polite signal and the one that cannot be ignored.
constexpr auto stopGrace = 2s;

constexpr std::array stateNames{protocol::servicestate::stopped, protocol::servicestate::starting,
                                protocol::servicestate::ready, protocol::servicestate::restarting,
                                protocol::servicestate::failed};

} // namespace

Service::Service(ServiceParts parts, std::string name)
    : m_parts(std::move(parts))
    , m_name(std::move(name))
    , m_timer(m_parts.loop, [this] { takeTimeout(); })
{
}

Service::~Service() = default;

std::string_view Service::stateName() const
{
    return stateNames[static_cast<std::size_t>(m_state)];
}

void Service::start(const protocol::ServiceStart &options)
{
    if (m_isStopping) {
        m_options = options;
        m_isWantedAgain = true;
        return;
    }
    if (m_state != State::Stopped && m_state != State::Failed)
        return;
    m_options = options;
    m_policy.reset();
    setState(State::Starting);
    tryLaunch();
}

void Service::release()
{
    m_isReleased = true;
    if (std::exchange(m_isHeld, false))
        tryLaunch();
}

void Service::tryLaunch()
{
    m_isHeld = !m_isReleased || m_parts.pause.isOn();
    if (m_isHeld)
        return;
    auto folder = TempFolder::create();
    if (!folder)
        return fail(folder.error());
    m_folder = std::make_unique<TempFolder>(std::move(*folder));
    m_socketPath = m_folder->reserve(m_name + ".sock");
    m_breakdown.clear();
    m_timer.start(startTimeout);
    if (const auto launched = launch(m_options); !launched)
        fail(launched.error());
}

std::expected<void, std::string> Service::launchMain(const Command &command)
{
    m_main = std::make_unique<ServiceProcess>(m_parts.loop, m_parts.tree,
                                              ServiceProcess::Handlers{.ended = [this] { mainEnded(); },
                                                                       .printed =
                                                                           [this] {
                                                                               // Else these are its last words, which
                                                                               // must not make it ready again.
                                                                               if (m_main->isRunning() && !m_isStopping)
                                                                                   mainPrinted();
                                                                           }});
    return m_main->start(command, m_parts.surroundings);
}

void Service::fail(const std::string &why)
{
    m_timer.stop();
    discardRest();
    if (m_main)
        m_main->kill();
    m_folder.reset();
    setState(State::Failed, "The " + m_name + " cannot be shown: " + why + ".");
}

void Service::becomeReady()
{
    if (m_isStopping || m_state == State::Ready)
        return;
    m_timer.stop();
    setState(State::Ready);
}

void Service::abandon()
{
    m_timer.stop();
    discardRest();
    m_main.reset();
    m_folder.reset();
    m_isReleased = m_isHeld = false; // what is asked for now waits in vain
    m_state = State::Stopped;
}

void Service::repeatState() const
{
    if (m_state != State::Stopped && !m_isStopping)
        m_parts.changed(*this);
}

void Service::breakDown(const std::string &why)
{
    m_breakdown = why;
    if (m_main)
        m_main->terminate();
    m_timer.start(stopGrace);
}

void Service::stop()
{
    m_isWantedAgain = false;
    if (m_isStopping || m_state == State::Stopped || m_state == State::Failed)
        return;
    m_isHeld = false;
    discardRest();
    if (!m_main || !m_main->isRunning()) {
        m_timer.stop();
        m_folder.reset();
        return setState(State::Stopped);
    }
    m_isStopping = true;
    m_main->terminate();
    m_timer.start(stopGrace);
}

void Service::mainEnded()
{
    m_timer.stop();
    discardRest();
    m_folder.reset();
    if (!std::exchange(m_isStopping, false))
        return takeCrash();
    if (!std::exchange(m_isWantedAgain, false))
        return setState(State::Stopped);
    m_state = State::Stopped; // who waits for it is not told that it was stopped for somebody else
    start(protocol::ServiceStart(m_options));
}

void Service::takeCrash()
{
    const auto pause = m_policy.noteCrash(Clock::now());
    if (!pause) {
        return setState(State::Failed,
                        "The " + m_name + " has ended " + std::to_string(RestartPolicy::maxCrashes + 1) +
                            " times within a minute and is not started again by itself: " + takeEnding() + ".");
    }
    setState(State::Restarting,
             "The " + m_name + " has ended unexpectedly and is started again: " + takeEnding() + ".");
    m_timer.start(*pause);
}

std::string Service::takeEnding()
{
    auto why = std::exchange(m_breakdown, {});
    return why.empty() ? m_main->ending() : why;
}

void Service::takeTimeout()
{
    const bool isRunning = m_main && m_main->isRunning();
    if (m_state == State::Restarting && !isRunning)
        return tryLaunch();
    // Whoever stands still is not slow.
    if (m_parts.pause.isOn())
        return m_timer.start(stopGrace);
    if (!m_isStopping && m_state != State::Ready)
        return fail("it did not get ready within " + std::to_string(startTimeout.count()) + " s");
    // It was asked to end, and did not.
    if (isRunning)
        m_main->forceEnd();
}

void Service::setState(State state, std::string text)
{
    if (m_state == state && m_text == text)
        return;
    m_state = state;
    m_text = std::move(text);
    m_parts.changed(*this);
}

Fd Service::tryConnect() const
{
    Fd connection = connectToUnixSocket(m_socketPath);
    // A step may have put something of its own in place of the socket.
    const bool isOwn = connection.isValid() && m_main && listenerOf(connection) == m_main->pid();
    return isOwn ? std::move(connection) : Fd();
}

std::expected<Fd, std::string> Service::connect() const
{
    if (m_state != State::Ready)
        return std::unexpected("The " + m_name + " is not ready.");
    Fd connection = tryConnect();
    if (!connection.isValid())
        return std::unexpected("The " + m_name + " takes no connection just now: " + ::strerror(errno) + ".");
    return connection;
}

std::vector<std::pair<std::string, std::string>> Service::environment()
{
    constexpr const char *shell = "/bin/bash";
    if (::access(shell, X_OK) != 0)
        return {};
    return {{"SHELL", shell}};
}

} // namespace ca::agent
