#include "serviceoutput.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace ca::agent {

ServiceOutput::ServiceOutput(EventLoop &loop, std::function<void()> came)
    : m_loop(loop)
    , m_came(std::move(came))
{
    m_loop.add(*this);
}

ServiceOutput::~ServiceOutput()
{
    m_loop.remove(*this);
}

Fd ServiceOutput::open()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return {};
    m_fd = Fd(ends[0]);
    ::fcntl(m_fd.get(), F_SETFL, O_NONBLOCK);
    m_text.clear();
    return Fd(ends[1]);
}

short ServiceOutput::interest() const
{
    return POLLIN;
}

void ServiceOutput::handleReady()
{
    constexpr std::size_t maxKept = 4096;
    std::array<char, 16U * 1024> buffer;
    const ssize_t count = ::read(m_fd.get(), buffer.data(), buffer.size());
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0)
        return m_fd.close();
    m_text.append(buffer.data(), static_cast<std::size_t>(count));
    if (m_text.size() > maxKept)
        m_text.erase(0, m_text.size() - maxKept);
    if (m_came)
        m_came();
}

} // namespace ca::agent
