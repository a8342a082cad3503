#pragma once

#include <QHash>
#include <QLocalServer>
#include <QObject>
#include <QPointer>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <sys/types.h>
#include <variant>

#include "linebuffer.h"
#include "messages.h"
#include "result.h"
#include "service.h"
#include "servicemessages.h"

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
    /// The same for an agent that has its job from an orchestrator that died.
    void admitAgain(PeerCheck isAgent, protocol::RejoinAnswer known);

    /// Tells the agent to end all steps, report and exit; nothing when it is not connected.
    void requestCancel();
    /// Has the agent stop everything in the sandbox, or let it go on; paused() or resumed() follows. Before the agent
    /// is connected it is kept for then.
    void requestPause();
    void requestResume();
    /// What the person says, for the next analysis. Kept like the former.
    void tell(const QString &text);

    /// Has the agent start a service, or stop one; serviceChanged() tells how it goes. Kept like the former.
    void startService(const protocol::ServiceStart &start);
    void stopService(Service service);
    /// Has the agent connect to a service and bring that connection to services.sock with this ticket.
    /// connectionAnswered() follows with the request's number.
    qint64 connectService(Service service, const QByteArray &ticket);

    /// The answers to completionAsked() and approvalAsked(); nothing when the agent has gone meanwhile.
    void answer(qint64 request, const protocol::CompletionAnswer &answer);
    void answer(qint64 request, const protocol::ApprovalAnswer &answer);
    /// `code`: one of protocol::rpcerror.
    void refuse(qint64 request, int code, const QString &sentence);

    [[nodiscard]] bool isConnected() const;

Q_SIGNALS:
    void connected();
    /// An agent that was admitted again is back, and so is what it reports next.
    void rejoined(bool isPaused);
    void planMade(const ca::protocol::PlanMade &plan);
    void stepStarted(const ca::protocol::StepStarted &step);
    void stepFinished(const ca::protocol::StepFinished &step);
    void noted(const ca::protocol::Note &note);
    void contextPruned(const ca::protocol::ContextPruned &pruned);
    /// To be answered; the agent asks for one thing at a time.
    void completionAsked(qint64 request, const ca::protocol::CompletionRequest &asked);
    void approvalAsked(qint64 request, const ca::protocol::ApprovalRequest &asked);
    void paused();
    void resumed();
    void serviceChanged(const ca::protocol::ServiceChanged &changed);
    /// `problem` is empty when the agent has made the connection, else a sentence.
    void connectionAnswered(qint64 request, const QString &problem);
    void finished(const ca::protocol::JobFinished &result);
    /// The link is closed and nothing more will come. `reason` is empty for an ordinary end.
    void closed(const QString &reason);

private:
    void takeConnection();
    void readLines();
    void handleLine(const std::string &line);
    bool handleMessage(const protocol::Message &message);
    bool handleRequest(const protocol::Message &message);
    bool welcome(const protocol::Message &message);
    bool handleAnswer(const protocol::Message &message);
    bool handleError(const protocol::Message &message);
    void handleEvent(const nlohmann::json &params);
    /// Returns the request's number.
    qint64 ask(const char *method, const nlohmann::json &params);
    /// Now, or once the agent is connected.
    void sendWhenConnected(const std::string &line);
    void send(const std::string &line);
    void breakLink(const QString &reason);

    QLocalServer m_server;
    QPointer<QLocalSocket> m_socket;
    PeerCheck m_isAgent;
    /// What the agent's first words are answered with: job.get, or job.rejoin.
    std::variant<protocol::JobDescription, protocol::RejoinAnswer> m_welcome;
    protocol::LineBuffer m_lines;
    std::string m_early;
    qint64 m_lastRequest = 0;
    /// The methods of our requests that are not answered yet.
    QHash<qint64, QByteArray> m_open;
    /// An agent comes back once.
    bool m_isWelcomed = false;
    bool m_isClosed = false;
};

} // namespace ca
