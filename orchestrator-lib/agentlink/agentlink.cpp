#include "agentlink.h"

#include <QLocalSocket>
#include <QLoggingCategory>

#include "jsonrpc.h"
#include "peerprocess.h"

namespace ca {

namespace {
Q_LOGGING_CATEGORY(log, "ca.agentlink")
} // namespace

AgentLink::AgentLink(QObject *parent)
    : QObject(parent)
{
    m_server.setMaxPendingConnections(1);
    connect(&m_server, &QLocalServer::newConnection, this, &AgentLink::takeConnection);
}

Result<void> AgentLink::listen(const QString &path)
{
    if (m_server.listen(path))
        return {};
    return failure(ErrorCode::Io,
                   QStringLiteral("cannot listen on the socket %1: %2").arg(path, m_server.errorString()));
}

void AgentLink::admit(PeerCheck isAgent, protocol::JobDescription job)
{
    m_isAgent = std::move(isAgent);
    m_welcome = std::move(job);
    takeConnection();
}

void AgentLink::admitAgain(PeerCheck isAgent, protocol::RejoinAnswer known)
{
    m_isAgent = std::move(isAgent);
    m_welcome = known;
    takeConnection();
}

bool AgentLink::isConnected() const
{
    return m_socket && m_socket->state() == QLocalSocket::ConnectedState;
}

void AgentLink::takeConnection()
{
    if (!m_isAgent || m_socket)
        return;
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (!m_isAgent(peerProcess(static_cast<int>(socket->socketDescriptor())))) {
            qCWarning(log) << "refused a connection that is not the agent's";
            delete socket;
            continue;
        }
        m_server.close();
        m_socket = socket;
        socket->setParent(this);
        connect(socket, &QLocalSocket::readyRead, this, &AgentLink::readLines);
        connect(socket, &QLocalSocket::disconnected, this, [this] { breakLink({}); });
        Q_EMIT connected();
        send(std::exchange(m_early, {}));
        readLines();
        return;
    }
}

void AgentLink::readLines()
{
    if (!m_socket)
        return;
    const QByteArray bytes = m_socket->readAll();
    if (!m_lines.append({bytes.constData(), static_cast<size_t>(bytes.size())}))
        return breakLink(QStringLiteral("the agent sent a line of more than 16 MiB"));
    while (!m_isClosed) {
        const auto line = m_lines.takeLine();
        if (!line)
            return;
        handleLine(*line);
    }
}

void AgentLink::handleLine(const std::string &line)
{
    const auto message = protocol::parseMessage(line);
    if (!message)
        return breakLink(
            QStringLiteral("the agent sent what is not a message (%1)").arg(QString::fromStdString(message.error())));
    try {
        if (!handleMessage(*message))
            breakLink(QStringLiteral("the agent called an unknown method"));
    } catch (const nlohmann::json::exception &error) {
        breakLink(QStringLiteral("the agent sent a message that does not fit the protocol (%1)")
                      .arg(QString::fromUtf8(error.what())));
    }
}

bool AgentLink::handleMessage(const protocol::Message &message)
{
    using Kind = protocol::Message::Kind;
    switch (message.kind) {
    case Kind::Request:
        return handleRequest(message);
    case Kind::Notification:
        if (message.method != protocol::method::event)
            return false;
        handleEvent(message.body);
        return true;
    case Kind::Response:
        return handleAnswer(message);
    case Kind::Error:
        return handleError(message);
    }
    return false;
}

bool AgentLink::handleRequest(const protocol::Message &message)
{
    if (message.method == protocol::method::jobGet || message.method == protocol::method::jobRejoin) {
        return welcome(message);
    } else if (message.method == protocol::method::llmComplete) {
        Q_EMIT completionAsked(*message.id, message.body.get<protocol::CompletionRequest>());
    } else if (message.method == protocol::method::approvalAsk) {
        Q_EMIT approvalAsked(*message.id, message.body.get<protocol::ApprovalRequest>());
    } else if (message.method == protocol::method::jobFinish) {
        const auto result = message.body.get<protocol::JobFinished>();
        Q_EMIT finished(result);
        send(protocol::responseLine(*message.id, nlohmann::json::object()));
    } else {
        return false;
    }
    return true;
}

bool AgentLink::welcome(const protocol::Message &message)
{
    const bool hasJob = message.method == protocol::method::jobRejoin;
    if (const auto *job = std::get_if<protocol::JobDescription>(&m_welcome)) {
        if (!hasJob)
            send(protocol::responseLine(*message.id, *job));
        return !hasJob;
    }
    if (std::exchange(m_isWelcomed, true))
        return false;
    if (!hasJob) {
        breakLink(QStringLiteral("its orchestrator stopped before it had told it the job; retry the job"));
        return true;
    }
    const auto agent = message.body.get<protocol::Rejoin>();
    send(protocol::responseLine(*message.id, std::get<protocol::RejoinAnswer>(m_welcome)));
    Q_EMIT rejoined(agent.isPaused);
    return true;
}

bool AgentLink::handleAnswer(const protocol::Message &message)
{
    const QByteArray method = m_open.take(*message.id);
    if (method == protocol::method::jobPause)
        Q_EMIT paused();
    else if (method == protocol::method::jobResume)
        Q_EMIT resumed();
    else if (method == protocol::method::serviceConnect)
        Q_EMIT connectionAnswered(*message.id, {});
    return !method.isEmpty();
}

bool AgentLink::handleError(const protocol::Message &message)
{
    // A service that cannot be started tells so with an event; of the rest only this may be refused.
    if (!message.id || m_open.take(*message.id) != protocol::method::serviceConnect)
        return false;
    const QString problem = QString::fromStdString(message.errorMessage);
    Q_EMIT connectionAnswered(*message.id, problem.isEmpty() ? QStringLiteral("the agent refused it") : problem);
    return true;
}

void AgentLink::handleEvent(const nlohmann::json &params)
{
    const auto &kind = params.at("kind").get_ref<const std::string &>();
    if (kind == protocol::kind::plan)
        Q_EMIT planMade(params.get<protocol::PlanMade>());
    else if (kind == protocol::kind::stepStarted)
        Q_EMIT stepStarted(params.get<protocol::StepStarted>());
    else if (kind == protocol::kind::stepFinished)
        Q_EMIT stepFinished(params.get<protocol::StepFinished>());
    else if (kind == protocol::kind::note)
        Q_EMIT noted(params.get<protocol::Note>());
    else if (kind == protocol::kind::pruned)
        Q_EMIT contextPruned(params.get<protocol::ContextPruned>());
    else if (kind == protocol::kind::service)
        Q_EMIT serviceChanged(params.get<protocol::ServiceChanged>());
    else
        breakLink(QStringLiteral("the agent sent an event of an unknown kind"));
}

void AgentLink::requestCancel()
{
    if (isConnected())
        send(protocol::notificationLine(protocol::method::jobCancel, nlohmann::json::object()));
}

void AgentLink::requestPause()
{
    ask(protocol::method::jobPause, nlohmann::json::object());
}

void AgentLink::requestResume()
{
    ask(protocol::method::jobResume, nlohmann::json::object());
}

void AgentLink::startService(const protocol::ServiceStart &start)
{
    ask(protocol::method::serviceStart, start);
}

void AgentLink::stopService(Service service)
{
    ask(protocol::method::serviceStop, protocol::ServiceStop{.service = serviceName(service).toStdString()});
}

qint64 AgentLink::connectService(Service service, const QByteArray &ticket)
{
    return ask(protocol::method::serviceConnect,
               protocol::ServiceConnect{.service = serviceName(service).toStdString(), .ticket = ticket.toStdString()});
}

qint64 AgentLink::ask(const char *method, const nlohmann::json &params)
{
    m_open.insert(++m_lastRequest, method);
    sendWhenConnected(protocol::requestLine(m_lastRequest, method, params));
    return m_lastRequest;
}

void AgentLink::tell(const QString &text)
{
    sendWhenConnected(
        protocol::notificationLine(protocol::method::jobMessage, protocol::PersonMessage{.text = text.toStdString()}));
}

void AgentLink::answer(qint64 request, const protocol::CompletionAnswer &answer)
{
    send(protocol::responseLine(request, answer));
}

void AgentLink::answer(qint64 request, const protocol::ApprovalAnswer &answer)
{
    send(protocol::responseLine(request, answer));
}

void AgentLink::refuse(qint64 request, int code, const QString &sentence)
{
    send(protocol::errorLine(request, code, sentence.toStdString()));
}

void AgentLink::sendWhenConnected(const std::string &line)
{
    if (m_socket)
        send(line);
    else if (!m_isClosed)
        m_early += line;
}

void AgentLink::send(const std::string &line)
{
    if (!m_socket)
        return;
    m_socket->write(line.data(), static_cast<qint64>(line.size()));
    m_socket->flush();
}

void AgentLink::breakLink(const QString &reason)
{
    if (std::exchange(m_isClosed, true))
        return;
    m_server.close();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket->deleteLater();
    }
    Q_EMIT closed(reason);
}

} // namespace ca
