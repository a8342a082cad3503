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

namespace ca::agent {

/// The agent's end of the link to the orchestrator.
class Link final : public Pollable
{
public:
    /// What the link calls, from the loop.
    struct Handlers
    {
        std::function<void()> cancelled;
        /// The orchestrator is gone, or does not speak the protocol.
        std::function<void()> lost;
    };

    /// Waits at most a few seconds. The error is a sentence.
    static std::expected<std::unique_ptr<Link>, std::string> connect(EventLoop &loop, const std::string &path,
                                                                     Handlers handlers);
    ~Link() override;

    /// Turns the loop while the orchestrator is slow to read.
    void notify(std::string_view method, nlohmann::json params);
    /// Turns the loop until the answer is there. The error is the orchestrator's own sentence.
    std::expected<nlohmann::json, std::string> request(std::string_view method, nlohmann::json params);

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    Link(EventLoop &loop, Fd fd, Handlers handlers);
    void send(const std::string &line);
    void flush();
    void receive();
    void handleLine(const std::string &line);

    EventLoop &m_loop;
    Fd m_fd;
    Handlers m_handlers;
    protocol::LineBuffer m_lines;
    std::string m_outgoing;
    std::size_t m_sent = 0;
    std::int64_t m_lastId = 0;
    std::optional<protocol::Message> m_answer;
};

} // namespace ca::agent
