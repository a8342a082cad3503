#include "link.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <utility>

#include "cancellation.h"
#include "messages.h"

namespace ca::agent {

namespace {

using protocol::Message;

constexpr timeval connectTimeout{.tv_sec = 5, .tv_usec = 0};

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
    return std::unique_ptr<Link>(new Link(loop, path, std::move(fd), std::move(handlers)));
}

Link::Link(EventLoop &loop, std::string path, Fd fd, Handlers handlers)
    : m_loop(loop)
    , m_path(std::move(path))
    , m_handlers(std::move(handlers))
    , m_socket(loop, {.received = [this](const std::string &line) { handleLine(line); },
                      .closed = [this] { takeEnd(); },
                      .overrun = [this] { m_handlers.lost(); }})
{
    m_socket.open(std::move(fd));
}

void Link::rejoinWithin(std::chrono::seconds patience)
{
    m_reconnection = std::make_unique<Reconnection>(
        m_loop, m_path, patience,
        Reconnection::Handlers{.connected = [this](Fd connection) { introduce(std::move(connection)); },
                               .gaveUp = [this] { m_handlers.lost(); }});
}

void Link::notify(std::string_view method, nlohmann::json params)
{
    if (!m_reconnection) {
        say(protocol::notificationLine(method, std::move(params)));
    } else {
        auto line = protocol::notificationLine(method, params);
        say(line);
        m_history.add(params, std::move(line), m_state == State::Joined);
    }
    // With nobody there it is as with somebody who is slow, but not before there is much to say.
    while (m_socket.isFull() || (m_state != State::Joined && m_history.isFullOfUnheard()))
        m_loop.turn();
}

void Link::post(std::string_view method, nlohmann::json params)
{
    say(protocol::notificationLine(method, std::move(params)));
}

std::expected<nlohmann::json, RequestError> Link::request(std::string_view method, nlohmann::json params,
                                                          const Cancellation *cancellation)
{
    m_answer.reset();
    m_awaitedId = ++m_lastId;
    ask(protocol::requestLine(m_awaitedId, method, std::move(params)));
    while (!m_answer && !(cancellation && cancellation->isRequested()))
        m_loop.turn();
    m_awaitedId = 0;
    m_question.reset();
    if (!m_answer)
        return std::unexpected(RequestError{protocol::rpcerror::cancelled, "the job was cancelled"});
    if (m_answer->kind == Message::Kind::Error)
        return std::unexpected(RequestError{m_answer->errorCode, std::move(m_answer->errorMessage)});
    return std::move(m_answer->body);
}

void Link::say(const std::string &line)
{
    if (m_state == State::Joined)
        m_socket.send(line);
}

void Link::ask(std::string line)
{
    say(line);
    if (m_reconnection)
        m_question = std::move(line);
}

void Link::takeEnd()
{
    if (!m_reconnection)
        return m_handlers.lost();
    m_state = State::Away;
    m_handlers.left();
    m_reconnection->begin();
}

void Link::introduce(Fd connection)
{
    m_state = State::Rejoining;
    m_rejoinId = ++m_lastId;
    m_socket.open(std::move(connection));
    m_socket.send(protocol::requestLine(m_rejoinId, protocol::method::jobRejoin,
                                        protocol::Rejoin{.isPaused = m_handlers.isPaused()}));
}

void Link::takeRejoinAnswer(const Message &message)
{
    if (message.kind == Message::Kind::Error)
        return m_handlers.lost();
    protocol::RejoinAnswer known;
    try {
        message.body.get_to(known);
    } catch (const nlohmann::json::exception &) {
        return m_handlers.lost();
    }
    m_reconnection->settle();
    m_state = State::Joined;
    m_socket.send(m_history.since(known));
    m_history.setHeard();
    m_handlers.rejoined();
    if (m_question)
        m_socket.send(*m_question);
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
        handleAnswer(std::move(*message));
        break;
    }
}

void Link::handleAnswer(Message message)
{
    if (m_state == State::Rejoining && message.id == m_rejoinId)
        takeRejoinAnswer(message);
    else if (m_state == State::Joined && message.id == m_awaitedId)
        m_answer = std::move(message);
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
            return m_socket.send(protocol::errorLine(message.id, outcome.error().code, outcome.error().message));
    } catch (const nlohmann::json::exception &error) {
        return m_socket.send(protocol::errorLine(message.id, protocol::rpcerror::invalidParams, error.what()));
    }
    m_socket.send(protocol::responseLine(*message.id, nlohmann::json::object()));
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
