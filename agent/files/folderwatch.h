#pragma once

#include <functional>
#include <string>

#include "eventloop.h"
#include "fd.h"

namespace ca::agent {

/// Tells when something in a folder is made, or gets other permissions (inotify).
class FolderWatch final : public Pollable
{
public:
    /// `changed` is called from the loop; once for several changes.
    FolderWatch(EventLoop &loop, const std::string &folder, std::function<void()> changed);
    ~FolderWatch() override;

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    EventLoop &m_loop;
    std::function<void()> m_changed;
    Fd m_fd;
};

} // namespace ca::agent
