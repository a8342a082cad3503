#include "services.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <utility>

#include "processtree.h"
#include "unixsocket.h"

namespace ca::agent {

namespace {

/// Together with the proxy's connections they stay below the open files that a process may have.
constexpr std::size_t mostConnections = 32;

protocol::ServiceChanged newsOf(const Service &service)
{
    return {.service = service.name(), .state = std::string(service.stateName()), .text = service.text()};
}

} // namespace

Services::Services(EventLoop &loop, ProcessTree &tree, const Pause &pause, Changed changed)
    : m_junctions(loop)
    , m_desktop({.loop = loop,
                 .tree = tree,
                 .pause = pause,
                 .surroundings = m_surroundings,
                 .changed = [changed](const Service &service) { changed(newsOf(service)); }})
    , m_notebook({.loop = loop,
                  .tree = tree,
                  .pause = pause,
                  .surroundings = m_surroundings,
                  .changed = [changed](const Service &service) { changed(newsOf(service)); }})
{
}

void Services::open(const StepSurroundings &surroundings, const std::string &runtimeFolder)
{
    m_surroundings = surroundings;
    m_socketPath = runtimeFolder + "/services.sock";
    m_isOpen = true;
    resume();
}

void Services::resume()
{
    if (!m_isOpen)
        return;
    m_desktop.release();
    m_notebook.release();
}

void Services::repeatStates() const
{
    m_desktop.repeatState();
    m_notebook.repeatState();
}

void Services::dropViewers()
{
    for (Service *service : std::initializer_list<Service *>{&m_desktop, &m_notebook})
        stopUnlessKept(*service);
}

void Services::stopUnlessKept(Service &service) const
{
    if (&service != &m_desktop || !m_desktop.isKept())
        service.stop();
}

void Services::end()
{
    m_junctions.clear();
    m_desktop.abandon();
    m_notebook.abandon();
}

std::expected<Service *, std::string> Services::find(const std::string &name)
{
    for (Service *service : std::initializer_list<Service *>{&m_desktop, &m_notebook}) {
        if (service->name() == name)
            return service;
    }
    return std::unexpected("This agent has no service of that name.");
}

Services::Outcome Services::start(const protocol::ServiceStart &wanted)
{
    return find(wanted.service).transform([&](Service *service) { service->start(wanted); });
}

Services::Outcome Services::stop(const protocol::ServiceStop &unwanted)
{
    return find(unwanted.service).transform([this](Service *service) { stopUnlessKept(*service); });
}

Services::Outcome Services::connect(const protocol::ServiceConnect &wanted)
{
    if (m_junctions.size() >= mostConnections)
        return std::unexpected("There are " + std::to_string(mostConnections) +
                               " connections to the sandbox's services already; close a view.");
    auto service = find(wanted.service);
    if (!service)
        return std::unexpected(service.error());
    auto inside = (*service)->connect();
    if (!inside)
        return std::unexpected(inside.error());
    Fd outside = connectToUnixSocket(m_socketPath);
    const std::string ticket = wanted.ticket + '\n';
    // A new connection takes so little at once.
    if (!outside.isValid() ||
        ::send(outside.get(), ticket.data(), ticket.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(ticket.size()))
        return std::unexpected(std::string("The orchestrator cannot be reached: ") + ::strerror(errno) + ".");
    m_junctions.add(std::move(*inside), std::move(outside));
    return {};
}

} // namespace ca::agent
