#pragma once

#include <QLocalServer>
#include <QObject>
#include <QPointer>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <sys/types.h>

#include "linebuffer.h"
#include "messages.h"
#include "result.h"

namespace ca::protocol {
struct Message;
}

QT_BEGIN_NAMESPACE
class QLocalSocket;
QT_END_NAMESPACE

namespace ca {

/// The orchestrator's end of one job's link (agent/protocol/messages.h). Accepts one connection, the agent's, and
/// nobody else's ever after. Everything that arrives is treated as hostile: whatever does not fit breaks the link.
class AgentLink : public QObject
{
    Q_OBJECT

public:
    /// Says whether a process is the sandbox's agent.
    using PeerCheck = std::function<bool(pid_t)>;

    explicit AgentLink(QObject *parent = nullptr);

    /// Errors: Io (path too long, folder missing).
    Result<void> listen(const QString &path);

    /// From now on the agent is let in and answered; a connection made earlier has waited.
    void admit(PeerCheck isAgent, protocol::JobDescription job);

    /// Tells the agent to end all steps, report and exit; nothing when it is not connected.
    void requestCancel();

    [[nodiscard]] bool isConnected() const;

Q_SIGNALS:
    void connected();
    void planMade(const ca::protocol::PlanMade &plan);
    void stepStarted(const ca::protocol::StepStarted &step);
    void stepFinished(const ca::protocol::StepFinished &step);
    void noted(const ca::protocol::Note &note);
    void finished(const ca::protocol::JobFinished &result);
    /// The link is closed and nothing more will come. `reason` is empty for an ordinary end.
    void closed(const QString &reason);

private:
    void takeConnection();
    void readLines();
    void handleLine(const std::string &line);
    bool handleMessage(const protocol::Message &message);
    void handleEvent(const nlohmann::json &params);
    void send(const std::string &line);
    void breakLink(const QString &reason);

    QLocalServer m_server;
    QPointer<QLocalSocket> m_socket;
    PeerCheck m_isAgent;
    protocol::JobDescription m_job;
    protocol::LineBuffer m_lines;
    bool m_isClosed = false;
};

} // namespace ca
