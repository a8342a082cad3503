#include "watchedsocket.h"

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
