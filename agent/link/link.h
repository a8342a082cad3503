#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "eventhistory.h"
#include "eventloop.h"
#include "fd.h"
#include "jsonrpc.h"
#include "linesocket.h"
#include "reconnection.h"
#include "servicemessages.h"

namespace ca::agent {

class Cancellation;

/// Why a request has no result.
struct RequestError
{
    /// One of protocol::rpcerror::, or what else the orchestrator sends.
    int code = 0;
    /// A sentence for people.
    std::string message = {};
};

/// The agent's end of the link to the orchestrator. It breaks with the orchestrator, unless rejoinWithin() was called:
/// then the agent goes on, is "away" until the next orchestrator listens at the same place, and tells that one what it
/// has missed.
class Link
{
public:
    /// What the link calls, from the loop.
    struct Handlers
    {
        std::function<void()> cancelled;
        /// The orchestrator gets its answer when these return.
        std::function<void()> paused;
        std::function<void()> resumed;
        /// Each answers with a sentence where it cannot be done.
        std::function<std::expected<void, std::string>(const protocol::ServiceStart &)> serviceWanted;
        std::function<std::expected<void, std::string>(const protocol::ServiceStop &)> serviceUnwanted;
        std::function<std::expected<void, std::string>(const protocol::ServiceConnect &)> connectionWanted;
        /// A person's message.
        std::function<void(std::string text)> messaged;
        /// The orchestrator is gone; the next one may come.
        std::function<void()> left;
        /// For the next orchestrator.
        std::function<bool()> isPaused;
        /// The next orchestrator knows the job now, but nothing of its services.
        std::function<void()> rejoined;
        /// The orchestrator is gone for good, or does not speak the protocol.
        std::function<void()> lost;
    };

    /// Waits at most a few seconds. The error is a sentence.
    static std::expected<std::unique_ptr<Link>, std::string> connect(EventLoop &loop, const std::string &path,
                                                                     Handlers handlers);
    ~Link() = default;
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    /// From now on the link outlives its orchestrator: the next one may take so long to come, and to answer.
    void rejoinWithin(std::chrono::seconds patience);

    /// An event, which is said again to a next orchestrator that does not know it. Turns the loop while the
    /// orchestrator is slow to read, or away for very many events.
    void notify(std::string_view method, nlohmann::json params);
    /// For who is called by the loop: does not turn it, however slow the orchestrator is, and is not said again.
    void post(std::string_view method, nlohmann::json params);
    /// Turns the loop until the answer is there. One request at a time. With `cancellation`, the wait ends with it
    /// (rpcerror::cancelled), and an answer that comes later is ignored. A next orchestrator is asked once more.
    std::expected<nlohmann::json, RequestError> request(std::string_view method, nlohmann::json params,
                                                        const Cancellation *cancellation = nullptr);

private:
    enum class State : std::uint8_t {
        Joined,
        Away,
        /// Only job.rejoin has been said.
        Rejoining
    };

    Link(EventLoop &loop, std::string path, Fd fd, Handlers handlers);
    void say(const std::string &line);
    void ask(std::string line);
    void takeEnd();
    void introduce(Fd connection);
    void takeRejoinAnswer(const protocol::Message &message);
    void handleLine(const std::string &line);
    void handleAnswer(protocol::Message message);
    void handleNotification(const protocol::Message &message);
    void handlePersonMessage(const nlohmann::json &params);
    void handleRequest(const protocol::Message &message);
    std::expected<void, RequestError> carryOut(const protocol::Message &message);

    EventLoop &m_loop;
    std::string m_path;
    Handlers m_handlers;
    LineSocket m_socket;
    State m_state = State::Joined;
    std::int64_t m_lastId = 0;
    /// What is waited for; 0: nothing.
    std::int64_t m_awaitedId = 0;
    std::optional<protocol::Message> m_answer;
    /// These are there when the link may outlive its orchestrator.
    std::unique_ptr<Reconnection> m_reconnection;
    EventHistory m_history;
    /// The request that is waited for, to ask it again.
    std::optional<std::string> m_question;
    std::int64_t m_rejoinId = 0;
};

} // namespace ca::agent
