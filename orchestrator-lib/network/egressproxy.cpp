#include "egressproxy.h"

#include <QFile>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

#include "jobegress.h"
#include "jobproxy.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// As many as a sandbox may have before they are taken.
constexpr int backlog = 128;

Result<UniqueFd> listenOn(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (static_cast<std::size_t>(name.size()) >= sizeof address.sun_path)
        return failure(ErrorCode::Io, u"the socket's path %1 is too long"_s.arg(path));
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.isValid() || ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        ::listen(socket.get(), backlog) != 0)
        return failure(ioError(u"cannot listen on the socket %1"_s.arg(path), errno));
    return socket;
}

} // namespace

EgressProxy::EgressProxy(UpstreamRoutes routes, HostLookup lookup, ProxyPatience patience)
    : m_routes(std::move(routes))
    , m_patience(patience)
    , m_lookups(std::move(lookup))
{
    m_thread.setObjectName(u"egress"_s);
    QObject::connect(
        &m_thread, &QThread::started, &m_thread,
        [] {
            // splice(2) to a connection that is gone sends it, and there is no flag against that.
            sigset_t pipe;
            ::sigemptyset(&pipe);
            ::sigaddset(&pipe, SIGPIPE);
            ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        },
        Qt::DirectConnection);
    m_thread.start();
}

EgressProxy::~EgressProxy()
{
    m_thread.quit();
    m_thread.wait();
}

Result<std::unique_ptr<JobEgress>> EgressProxy::start(const QString &socketPath, EgressPolicy policy)
{
    auto listener = listenOn(socketPath);
    if (!listener)
        return failure(listener.error());
    auto counters = std::make_shared<EgressCounters>();
    auto *proxy = new JobProxy({.listener = std::move(*listener),
                                .policy = std::move(policy),
                                .routes = m_routes,
                                .counters = counters,
                                .lookups = m_lookups,
                                .pipes = m_pipes,
                                .patience = m_patience});
    auto egress = std::unique_ptr<JobEgress>(new JobEgress(*proxy, counters));
    proxy->moveToThread(&m_thread);
    QMetaObject::invokeMethod(proxy, &JobProxy::start, Qt::QueuedConnection);
    return egress;
}

} // namespace ca
