#include "folderwatch.h"

#include <array>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>
#include <utility>

namespace ca::agent {

FolderWatch::FolderWatch(EventLoop &loop, const std::string &folder, std::function<void()> changed)
    : m_loop(loop)
    , m_changed(std::move(changed))
    , m_fd(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
{
    ::inotify_add_watch(m_fd.get(), folder.c_str(), IN_CREATE | IN_ATTRIB | IN_MOVED_TO);
    m_loop.add(*this);
}

FolderWatch::~FolderWatch()
{
    m_loop.remove(*this);
}

short FolderWatch::interest() const
{
    return POLLIN;
}

void FolderWatch::handleReady()
{
    alignas(inotify_event) std::array<char, 4096> events;
    bool hasChanged = false;
    while (::read(m_fd.get(), events.data(), events.size()) > 0)
        hasChanged = true;
    if (hasChanged)
        m_changed();
}

} // namespace ca::agent
