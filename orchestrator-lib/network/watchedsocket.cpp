#include "watchedsocket.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace ca {

WatchedSocket::WatchedSocket(UniqueFd fd)
    : m_fd(std::move(fd))
{
}

void WatchedSocket::watch(bool forReading, bool forWriting)
{
    set(m_reading, QSocketNotifier::Read, forReading);
    set(m_writing, QSocketNotifier::Write, forWriting);
}

QByteArray WatchedSocket::receive(bool &hasEnded)
{
    std::array<char, 16UL * 1024> buffer;
    const ssize_t count = ::recv(m_fd.get(), buffer.data(), buffer.size(), 0);
    hasEnded = count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR);
    return count > 0 ? QByteArray(buffer.data(), count) : QByteArray();
}

bool WatchedSocket::discard()
{
    bool hasEnded = false;
    static_cast<void>(receive(hasEnded));
    return hasEnded;
}

UniqueFd WatchedSocket::take()
{
    watch(false, false);
    return std::move(m_fd);
}

bool WatchedSocket::isQuiet(const UniqueFd &fd)
{
    char byte = 0;
    return ::recv(fd.get(), &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

void WatchedSocket::finishWriting()
{
    ::shutdown(m_fd.get(), SHUT_WR);
}

void WatchedSocket::set(std::unique_ptr<QSocketNotifier> &notifier, QSocketNotifier::Type type, bool isWanted)
{
    if (!notifier && isWanted) {
        notifier = std::make_unique<QSocketNotifier>(m_fd.get(), type);
        connect(notifier.get(), &QSocketNotifier::activated, this, &WatchedSocket::ready);
    } else if (notifier && notifier->isEnabled() != isWanted) {
        notifier->setEnabled(isWanted);
    }
}

} // namespace ca
