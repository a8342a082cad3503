#include "bridgepath.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QUrlQuery>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;

constexpr qsizetype versionBytes = 12;

void greet(int fd)
{
    ::send(fd, "RFB 003.008\n", versionBytes, MSG_NOSIGNAL);
    BridgePath::read(fd, versionBytes);
    ::send(fd, "\x01\x01", 2, MSG_NOSIGNAL);
    BridgePath::read(fd, 1);
    ::send(fd, "\0\0\0\0", 4, MSG_NOSIGNAL);
    BridgePath::read(fd, 1);
}
} // namespace

QByteArray BridgePath::read(int fd, qsizetype bytes)
{
    QByteArray all(bytes, Qt::Uninitialized);
    qsizetype have = 0;
    while (have < bytes) {
        const ssize_t count = ::recv(fd, all.data() + have, static_cast<std::size_t>(bytes - have), 0);
        if (count <= 0)
            break;
        have += count;
    }
    return all.first(have);
}

QByteArray BridgePath::frame(const QByteArray &payload)
{
    QByteArray frame;
    frame.append('\x82').append(static_cast<char>(0x80 | payload.size()));
    return frame.append(QByteArray(4, '\0')).append(payload); // a mask of zeros leaves all as it is
}

Result<std::unique_ptr<BridgePath>> BridgePath::open(const std::function<void(int fd)> &serve)
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return failure(ioError(u"no socket pair"_s, errno));
    auto desktop = std::make_shared<UniqueFd>(ends[0]);
    auto path = std::unique_ptr<BridgePath>(new BridgePath);
    path->m_server = std::thread([serve, fd = std::make_shared<UniqueFd>(ends[1])] {
        greet(fd->get());
        serve(fd->get());
        fd->reset();
    });
    auto view =
        path->m_gateway.open({.kind = ViewKind::Desktop, .secret = makeViewSecret(), .controlSecret = makeViewSecret()},
                             [desktop]() -> QCoro::Task<Result<UniqueFd>> { co_return std::move(*desktop); });
    if (!view)
        return failure(view.error());
    path->m_view = std::move(*view);
    if (auto connected = path->connectViewer(); !connected)
        return failure(connected.error());
    return path;
}

BridgePath::~BridgePath()
{
    m_viewer.reset();
    m_view.reset();
    if (m_server.joinable())
        m_server.join();
}

Result<void> BridgePath::connectViewer()
{
    const QUrl url = m_view->url(ViewerRights::Control);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<quint16>(url.port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m_viewer = UniqueFd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int yes = 1;
    ::setsockopt(m_viewer.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(m_viewer.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return failure(ioError(u"cannot connect to the view"_s, errno));
    const QByteArray request = "GET " + QUrlQuery(url).queryItemValue(u"path"_s).toLatin1() +
                               " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(url.port()) +
                               "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    ::send(m_viewer.get(), request.constData(), static_cast<std::size_t>(request.size()), MSG_NOSIGNAL);
    // The stream is made on this thread.
    QByteArray head;
    const QDeadlineTimer deadline(10'000);
    while (!head.endsWith("\r\n\r\n") && !deadline.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        char byte = 0;
        while (!head.endsWith("\r\n\r\n") && ::recv(m_viewer.get(), &byte, 1, MSG_DONTWAIT) == 1)
            head.append(byte);
    }
    if (!head.startsWith("HTTP/1.1 101"))
        return failure(ErrorCode::Io, u"the view refused the viewer"_s);
    constexpr qsizetype headBytes = 2;
    for (const auto &[answer, greeting] :
         {std::pair(QByteArray("RFB 003.008\n"), versionBytes), std::pair(QByteArray(1, '\x01'), qsizetype{2}),
          std::pair(QByteArray(1, '\x01'), qsizetype{4})}) {
        read(m_viewer.get(), headBytes + greeting);
        const QByteArray bytes = frame(answer);
        ::send(m_viewer.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
    }
    return {};
}

} // namespace ca::bench
