#include "link.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <utility>

#include "cancellation.h"
#include "messages.h"

namespace ca::agent {

namespace {

using protocol::Message;

constexpr timeval connectTimeout{.tv_sec = 5, .tv_usec = 0};
/// More than this is not queued for a slow orchestrator; two events of a step fit.
constexpr std::size_t maxQueued = 1024UL * 1024;

std::unexpected<std::string> unreachable(const std::string &path, const std::string &why)
{
    return std::unexpected("The orchestrator cannot be reached at " + path + ": " + why + ". Start the agent with " +
                           "--socket and the path of a socket that an orchestrator listens on.");
}

} // namespace

std::expected<std::unique_ptr<Link>, std::string> Link::connect(EventLoop &loop, const std::string &path,
                                                                Handlers handlers)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return unreachable(path, "a socket's path may have 107 bytes");
    path.copy(address.sun_path, path.size());
    Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    // Bounds the wait for a listener that does not accept.
    ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDTIMEO, &connectTimeout, sizeof connectTimeout);
    if (!fd.isValid() || ::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return unreachable(path, ::strerror(errno));
    ::fcntl(fd.get(), F_SETFL, O_NONBLOCK);
    return std::unique_ptr<Link>(new Link(loop, std::move(fd), std::move(handlers)));
}

Link::Link(EventLoop &loop, Fd fd, Handlers handlers)
    : m_loop(loop)
    , m_fd(std::move(fd))
    , m_handlers(std::move(handlers))
{
    m_loop.add(*this);
}

Link::~Link()
{
    m_loop.remove(*this);
}

void Link::notify(std::string_view method, nlohmann::json params)
{
    send(protocol::notificationLine(method, std::move(params)));
    while (m_outgoing.size() - m_sent > maxQueued)
        m_loop.turn();
}

void Link::post(std::string_view method, nlohmann::json params)
{
    send(protocol::notificationLine(method, std::move(params)));
}

std::expected<nlohmann::json, RequestError> Link::request(std::string_view method, nlohmann::json params,
                                                          const Cancellation *cancellation)
{
    m_answer.reset();
    m_awaitedId = ++m_lastId;
    send(protocol::requestLine(m_awaitedId, method, std::move(params)));
    while (!m_answer && !(cancellation && cancellation->isRequested()))
        m_loop.turn();
    m_awaitedId = 0;
    if (!m_answer)
        return std::unexpected(RequestError{protocol::rpcerror::cancelled, "the job was cancelled"});
    if (m_answer->kind == Message::Kind::Error)
        return std::unexpected(RequestError{m_answer->errorCode, std::move(m_answer->errorMessage)});
    return std::move(m_answer->body);
}

short Link::interest() const
{
    return m_sent < m_outgoing.size() ? short{POLLIN | POLLOUT} : short{POLLIN};
}

void Link::handleReady()
{
    flush();
    receive();
}

void Link::send(const std::string &line)
{
    m_outgoing += line;
    flush();
}

void Link::flush()
{
    while (m_sent < m_outgoing.size()) {
        const ssize_t count = ::send(m_fd.get(), m_outgoing.data() + m_sent, m_outgoing.size() - m_sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN) {
            if (m_sent > maxQueued)
                m_outgoing.erase(0, std::exchange(m_sent, 0));
            return;
        }
        if (count < 0)
            return m_handlers.lost();
        m_sent += static_cast<std::size_t>(count);
    }
    m_outgoing.clear();
    m_sent = 0;
}

void Link::receive()
{
    std::array<char, 64UL * 1024> buffer;
    const ssize_t count = ::read(m_fd.get(), buffer.data(), buffer.size());
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0 || !m_lines.append({buffer.data(), static_cast<std::size_t>(count)}))
        return m_handlers.lost();
    while (const auto line = m_lines.takeLine())
        handleLine(*line);
}

void Link::handleLine(const std::string &line)
{
    auto message = protocol::parseMessage(line);
    if (!message)
        return m_handlers.lost();
    switch (message->kind) {
    case Message::Kind::Notification:
        handleNotification(*message);
        break;
    case Message::Kind::Request:
        handleRequest(*message);
        break;
    case Message::Kind::Response:
    case Message::Kind::Error:
        if (message->id && *message->id == m_awaitedId)
            m_answer = std::move(*message);
        break;
    }
}

void Link::handleNotification(const Message &message)
{
    // Others come from an orchestrator that is newer than this agent.
    if (message.method == protocol::method::jobCancel)
        m_handlers.cancelled();
    else if (message.method == protocol::method::jobMessage)
        handlePersonMessage(message.body);
}

void Link::handlePersonMessage(const nlohmann::json &params)
{
    try {
        m_handlers.messaged(params.get<protocol::PersonMessage>().text);
    } catch (const nlohmann::json::exception &) {
        return; // what is no message needs no answer
    }
}

void Link::handleRequest(const Message &message)
{
    try {
        const auto outcome = carryOut(message);
        if (!outcome)
            return send(protocol::errorLine(message.id, outcome.error().code, outcome.error().message));
    } catch (const nlohmann::json::exception &error) {
        return send(protocol::errorLine(message.id, protocol::rpcerror::invalidParams, error.what()));
    }
    send(protocol::responseLine(*message.id, nlohmann::json::object()));
}

std::expected<void, RequestError> Link::carryOut(const Message &message)
{
    namespace method = protocol::method;
    const auto refused = [](std::string why) { return RequestError{protocol::rpcerror::refused, std::move(why)}; };
    if (message.method == method::jobPause)
        m_handlers.paused();
    else if (message.method == method::jobResume)
        m_handlers.resumed();
    else if (message.method == method::serviceStart)
        return m_handlers.serviceWanted(message.body.get<protocol::ServiceStart>()).transform_error(refused);
    else if (message.method == method::serviceStop)
        return m_handlers.serviceUnwanted(message.body.get<protocol::ServiceStop>()).transform_error(refused);
    else if (message.method == method::serviceConnect)
        return m_handlers.connectionWanted(message.body.get<protocol::ServiceConnect>()).transform_error(refused);
    else
        return std::unexpected(
            RequestError{protocol::rpcerror::methodNotFound, "this agent has no method " + message.method});
    return {};
}

} // namespace ca::agent
