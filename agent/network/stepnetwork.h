#pragma once

#include <expected>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "proxylistener.h"

namespace ca::agent {

/// Where steps find the proxy, at 127.0.0.1 and, where the sandbox has IPv6, at ::1.
inline constexpr unsigned short proxyPort = 3128;

/// The steps' network: listens inside the sandbox for the job's egress proxy, whose socket the orchestrator put beside
/// its own, and knows what programs must be told to use it.
class StepNetwork
{
public:
    /// `runtimeFolder` is /run/agent. Null when it holds no proxy.sock: the job has no network. The error is a sentence
    /// without its end.
    static std::expected<std::unique_ptr<StepNetwork>, std::string> open(EventLoop &loop,
                                                                         const std::string &runtimeFolder);

    /// Variables for every step.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> environment() const;

private:
    explicit StepNetwork(std::string runtimeFolder)
        : m_runtimeFolder(std::move(runtimeFolder))
    {
    }

    std::string m_runtimeFolder;
    std::vector<std::unique_ptr<ProxyListener>> m_listeners;
};

} // namespace ca::agent
