#include "outboundconnector.h"

#include <cerrno>
#include <netinet/tcp.h>
#include <system_error>

namespace ca {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto patiencePerAddress = 6s;
constexpr qsizetype mostAddresses = 4;

QString textOf(int error)
{
    return QString::fromStdString(std::generic_category().message(error));
}
} // namespace

OutboundConnector::OutboundConnector(LookupQueue &lookups)
    : m_lookups(lookups)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patiencePerAddress);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_lastProblem = u"it did not answer within %1 s"_s.arg(patiencePerAddress.count());
        tryNext();
    });
}

void OutboundConnector::start(const EgressTarget &target, Judge judge)
{
    m_target = target;
    m_judge = std::move(judge);
    if (const auto address = IpAddress::fromText(target.host)) {
        QMetaObject::invokeMethod(this, [this, address] { choose({*address}); }, Qt::QueuedConnection);
        return;
    }
    m_lookups.look(target.host, this, [this](const QList<IpAddress> &addresses) { choose(addresses); });
}

void OutboundConnector::choose(const QList<IpAddress> &addresses)
{
    if (addresses.isEmpty())
        return fail(EgressVerdict::Failed, u"its name was not found"_s);
    EgressRuling refusal;
    for (const IpAddress &address : addresses) {
        const EgressRuling ruling = m_judge(address);
        if (!ruling.isAllowed)
            refusal = ruling;
        else if (m_addresses.size() < mostAddresses)
            m_addresses.append(address);
    }
    if (m_addresses.isEmpty())
        return fail(EgressVerdict::Refused, refusal.reason);
    tryNext();
}

void OutboundConnector::tryNext()
{
    m_notifier.reset();
    m_socket.reset();
    m_patience.stop();
    while (!m_addresses.isEmpty()) {
        const IpAddress address = m_addresses.takeFirst();
        m_socket.reset(::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        const sockaddr_storage to = address.toSocket(m_target.port);
        if (m_socket.isValid() &&
            (::connect(m_socket.get(), reinterpret_cast<const sockaddr *>(&to), address.socketLength()) == 0 ||
             errno == EINPROGRESS)) {
            m_notifier = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Write);
            connect(m_notifier.get(), &QSocketNotifier::activated, this, &OutboundConnector::check);
            m_patience.start();
            return;
        }
        m_lastProblem = textOf(errno);
    }
    fail(EgressVerdict::Failed, m_lastProblem);
}

void OutboundConnector::check()
{
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(m_socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0)
        error = errno;
    // Its own notifier is what calls: it goes when that has returned.
    m_notifier.release()->deleteLater();
    if (error != 0) {
        m_lastProblem = textOf(error);
        return tryNext();
    }
    m_patience.stop();
    const int on = 1;
    ::setsockopt(m_socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    Q_EMIT connected();
}

void OutboundConnector::fail(EgressVerdict verdict, const QString &reason)
{
    m_patience.stop();
    Q_EMIT failed(verdict, reason);
}

} // namespace ca
