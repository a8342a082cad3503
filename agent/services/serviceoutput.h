#pragma once

#include <functional>
#include <string>

#include "eventloop.h"
#include "fd.h"

namespace ca::agent {

/// The reading end of what a service's process prints. None of it is the job's output: only its end is kept, to say
/// what went wrong.
class ServiceOutput final : public Pollable
{
public:
    /// `came` is called from the loop after each piece; may be empty.
    ServiceOutput(EventLoop &loop, std::function<void()> came);
    ~ServiceOutput() override;

    /// Makes the pipe; the writing end, which is not valid when there are no descriptors left.
    [[nodiscard]] Fd open();
    /// The last few kilobytes.
    [[nodiscard]] const std::string &text() const { return m_text; }

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    EventLoop &m_loop;
    std::function<void()> m_came;
    Fd m_fd;
    std::string m_text;
};

} // namespace ca::agent
