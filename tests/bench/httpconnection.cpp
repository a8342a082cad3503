#include "httpconnection.h"

#include <QDeadlineTimer>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace ca::bench {

namespace {
UniqueFd connectTo(quint16 port)
{
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {};
    const int yes = 1;
    ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ::fcntl(fd.get(), F_SETFL, O_NONBLOCK);
    return fd;
}

QByteArray requestHead(quint16 port, const QByteArray &method, const QByteArray &path)
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(port) + "\r\n";
}
} // namespace

QByteArray getRequest(quint16 port, const QByteArray &path)
{
    return requestHead(port, "GET", path) + "\r\n";
}

QByteArray postRequest(quint16 port, const QByteArray &path, const QByteArray &json)
{
    return requestHead(port, "POST", path) +
           "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size()) + "\r\n\r\n" + json;
}

HttpConnection::HttpConnection(quint16 port)
    : m_fd(connectTo(port))
{
}

void HttpConnection::send(const QByteArray &request)
{
    m_state = State::Waiting;
    m_hasHead = false;
    m_head.clear();
    m_body.clear();
    m_received = 0;
    m_length = -1;
    m_status = 0;
    // Requests are small and the socket is idle: they fit.
    if (::send(m_fd.get(), request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL) != request.size())
        m_state = State::Broken;
}

HttpConnection::State HttpConnection::receive()
{
    static thread_local std::array<char, 256 * 1024> buffer;
    while (m_state == State::Waiting) {
        const ssize_t got = ::recv(m_fd.get(), buffer.data(), buffer.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (got <= 0) {
            m_state = State::Broken;
            break;
        }
        const QByteArrayView bytes(buffer.data(), got);
        if (!m_hasHead) {
            m_head += bytes;
            takeHead();
        } else {
            m_received += got;
            if (m_keepsBody)
                m_body += bytes;
        }
        if (m_hasHead && m_length >= 0 && m_received >= m_length)
            m_state = State::Done;
    }
    return m_state;
}

void HttpConnection::takeHead()
{
    const qsizetype end = m_head.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    m_hasHead = true;
    const QByteArray head = m_head.first(end + 2).toLower();
    m_status = head.mid(9, 3).toInt();
    constexpr QByteArrayView name("\r\ncontent-length:");
    if (const qsizetype field = head.indexOf(name); field >= 0) {
        const qsizetype begin = field + name.size();
        m_length = head.mid(begin, head.indexOf("\r\n", begin) - begin).trimmed().toLongLong();
    }
    m_received = m_head.size() - end - 4;
    if (m_keepsBody)
        m_body = m_head.sliced(end + 4);
}

bool HttpConnection::await(std::chrono::milliseconds patience)
{
    return awaitUntil(patience, false);
}

bool HttpConnection::awaitBody(std::chrono::milliseconds patience)
{
    return awaitUntil(patience, true);
}

bool HttpConnection::awaitUntil(std::chrono::milliseconds patience, bool firstByteOnly)
{
    const QDeadlineTimer deadline(patience);
    while (receive() == State::Waiting && !(firstByteOnly && m_received > 0)) {
        pollfd readable{.fd = m_fd.get(), .events = POLLIN, .revents = 0};
        if (::poll(&readable, 1, static_cast<int>(deadline.remainingTime())) <= 0)
            return false;
    }
    return m_state == State::Done || (firstByteOnly && m_received > 0);
}

} // namespace ca::bench
