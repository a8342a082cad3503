#include "serviceintake.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>

#include "peerprocess.h"
#include "servicemessages.h"
#include "ticketreader.h"
#include "unixlistener.h"

namespace ca {

namespace {
Q_LOGGING_CATEGORY(serviceLog, "ca.services")

constexpr int backlog = 64;
/// More than come at once; the rest wait.
constexpr std::size_t mostReaders = 64;
} // namespace

ServiceIntake::ServiceIntake() = default;

ServiceIntake::~ServiceIntake() = default;

Result<void> ServiceIntake::listen(const QString &path)
{
    auto listener = listenOnUnixSocket(path, backlog);
    if (!listener)
        return failure(listener.error());
    m_listener = std::move(*listener);
    m_incoming = std::make_unique<QSocketNotifier>(m_listener.get(), QSocketNotifier::Read);
    connect(m_incoming.get(), &QSocketNotifier::activated, this, &ServiceIntake::accept);
    updateListening();
    return {};
}

void ServiceIntake::admit(PeerCheck isAgent)
{
    m_isAgent = std::move(isAgent);
    updateListening();
}

void ServiceIntake::expect(const QByteArray &ticket, Taker taker)
{
    // What strangers have left in the queue meanwhile must not keep the agent out.
    for (int i = 0; i < backlog && m_listener.isValid() && m_isAgent && m_readers.size() < mostReaders; ++i) {
        if (!accept())
            break;
    }
    m_expected.insert_or_assign(ticket, std::move(taker));
    updateListening();
}

void ServiceIntake::forget(const QByteArray &ticket)
{
    m_expected.erase(ticket);
    updateListening();
}

void ServiceIntake::close()
{
    m_expected.clear();
    m_readers.clear();
    m_incoming.reset();
    m_listener.reset();
}

bool ServiceIntake::accept()
{
    UniqueFd socket(::accept4(m_listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket.isValid())
        return false;
    if (!m_isAgent(peerProcess(socket.get()))) {
        qCDebug(serviceLog) << "refused a connection that is not the agent's";
        return true;
    }
    auto &reader = *m_readers.emplace_back(std::make_unique<TicketReader>(std::move(socket)));
    connect(&reader, &TicketReader::finished, this, [this, &reader] { finish(reader); });
    updateListening();
    return true;
}

void ServiceIntake::finish(TicketReader &reader)
{
    const auto found = std::ranges::find(m_readers, &reader, &std::unique_ptr<TicketReader>::get);
    found->release()->deleteLater(); // it is what calls
    m_readers.erase(found);
    Taker taker;
    if (const auto expected = m_expected.find(reader.ticket()); expected != m_expected.end()) {
        taker = std::move(expected->second);
        m_expected.erase(expected);
    }
    updateListening();
    UniqueFd socket = reader.takeSocket();
    if (taker)
        return taker(std::move(socket));
    qCWarning(serviceLog) << "closed a connection without a ticket that is waited for";
}

void ServiceIntake::updateListening()
{
    if (m_incoming)
        m_incoming->setEnabled(m_isAgent && !m_expected.empty() && m_readers.size() < mostReaders);
}

QByteArray ServiceIntake::newTicket()
{
    std::array<quint32, protocol::ticketCharacters / 8> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), bits.size());
    return QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits).toHex();
}

} // namespace ca
