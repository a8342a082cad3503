#pragma once

#include <expected>
#include <memory>
#include <string>

#include "eventloop.h"
#include "junctions.h"

namespace ca::agent {

/// Takes the steps' connections at one address of the sandbox's loopback device and joins each to the proxy's socket.
/// More than so many have to wait.
class ProxyListener final : public Pollable
{
public:
    /// `family`: AF_INET or AF_INET6. The error is a sentence.
    static std::expected<std::unique_ptr<ProxyListener>, std::string> open(EventLoop &loop, int family,
                                                                           const std::string &proxyPath);
    ~ProxyListener() override;

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    ProxyListener(EventLoop &loop, Fd fd, std::string proxyPath);
    void join(Fd step);

    EventLoop &m_loop;
    Fd m_fd;
    std::string m_proxyPath;
    Junctions m_junctions;
};

} // namespace ca::agent
