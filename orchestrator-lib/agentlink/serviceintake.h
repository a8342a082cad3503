#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <functional>
#include <map>
#include <memory>
#include <sys/types.h>
#include <vector>

#include "result.h"
#include "uniquefd.h"

namespace ca {

class TicketReader;

/// Takes the connections that a sandbox's agent makes to its services, and gives each to whoever waits for the ticket
/// that it brings. Lets in nobody but the agent, and looks at its socket only while a ticket is waited for: otherwise a
/// step could keep it busy.
class ServiceIntake : public QObject
{
    Q_OBJECT

public:
    /// Says whether a process is the sandbox's agent.
    using PeerCheck = std::function<bool(pid_t)>;
    /// Gets the connection, which never blocks; called once.
    using Taker = std::function<void(UniqueFd)>;

    ServiceIntake();
    ~ServiceIntake() override;

    /// Errors: Io.
    Result<void> listen(const QString &path);
    void admit(PeerCheck isAgent);
    /// Whoever brings the ticket is handed to `taker`, from the event loop, unless it is forgotten before.
    void expect(const QByteArray &ticket, Taker taker);
    void forget(const QByteArray &ticket);
    /// Closes everything.
    void close();

    /// 128 random bits, as text.
    static QByteArray newTicket();

private:
    /// One connection; false when there is none.
    bool accept();
    void finish(TicketReader &reader);
    void updateListening();

    UniqueFd m_listener;
    std::unique_ptr<QSocketNotifier> m_incoming;
    PeerCheck m_isAgent;
    std::map<QByteArray, Taker> m_expected;
    std::vector<std::unique_ptr<TicketReader>> m_readers;
};

} // namespace ca
