#include "ticketreader.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <sys/socket.h>

#include "servicemessages.h"

namespace ca {

namespace {
constexpr auto patience = std::chrono::seconds(5);
constexpr qsizetype lineBytes = protocol::ticketCharacters + 1;
} // namespace

TicketReader::TicketReader(UniqueFd socket)
    : m_socket(std::move(socket))
    , m_ready(m_socket.get(), QSocketNotifier::Read)
{
    m_deadline.setSingleShot(true);
    connect(&m_ready, &QSocketNotifier::activated, this, &TicketReader::read);
    connect(&m_deadline, &QTimer::timeout, this, [this] { finish(false); });
    m_deadline.start(patience);
}

void TicketReader::read()
{
    std::array<char, lineBytes> buffer;
    const auto wanted = static_cast<std::size_t>(lineBytes - m_line.size());
    const ssize_t count = ::recv(m_socket.get(), buffer.data(), wanted, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0)
        return finish(false);
    m_line.append(buffer.data(), count);
    if (m_line.size() == lineBytes)
        finish(m_line.endsWith('\n'));
}

void TicketReader::finish(bool isWhole)
{
    m_ready.setEnabled(false);
    m_deadline.stop();
    m_isWhole = isWhole;
    Q_EMIT finished();
}

QByteArray TicketReader::ticket() const
{
    return m_isWhole ? m_line.chopped(1) : QByteArray();
}

UniqueFd TicketReader::takeSocket()
{
    m_ready.setEnabled(false);
    return std::move(m_socket);
}

} // namespace ca
