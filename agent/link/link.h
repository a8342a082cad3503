#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "eventloop.h"
#include "fd.h"
#include "jsonrpc.h"
#include "linebuffer.h"
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

/// The agent's end of the link to the orchestrator.
class Link final : public Pollable
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
        /// The orchestrator is gone, or does not speak the protocol.
        std::function<void()> lost;
    };

    /// Waits at most a few seconds. The error is a sentence.
    static std::expected<std::unique_ptr<Link>, std::string> connect(EventLoop &loop, const std::string &path,
                                                                     Handlers handlers);
    ~Link() override;
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    /// Turns the loop while the orchestrator is slow to read.
    void notify(std::string_view method, nlohmann::json params);
    /// The same for who is called by the loop: does not turn it, however slow the orchestrator is.
    void post(std::string_view method, nlohmann::json params);
    /// Turns the loop until the answer is there. One request at a time. With `cancellation`, the wait ends with it
    /// (rpcerror::cancelled), and an answer that comes later is ignored.
    std::expected<nlohmann::json, RequestError> request(std::string_view method, nlohmann::json params,
                                                        const Cancellation *cancellation = nullptr);

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    Link(EventLoop &loop, Fd fd, Handlers handlers);
    void send(const std::string &line);
    void flush();
    void receive();
    void handleLine(const std::string &line);
    void handleNotification(const protocol::Message &message);
    void handlePersonMessage(const nlohmann::json &params);
    void handleRequest(const protocol::Message &message);
    std::expected<void, RequestError> carryOut(const protocol::Message &message);

    EventLoop &m_loop;
    Fd m_fd;
    Handlers m_handlers;
    protocol::LineBuffer m_lines;
    std::string m_outgoing;
    std::size_t m_sent = 0;
    std::int64_t m_lastId = 0;
    /// What is waited for; 0: nothing.
    std::int64_t m_awaitedId = 0;
    std::optional<protocol::Message> m_answer;
};

} // namespace ca::agent
