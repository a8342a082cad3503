#include "agentharness.h"

#include <QJsonDocument>

#include <QDir>
#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

#include "jsonrpc.h"

using namespace ca::protocol;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;

QByteArray part(const QByteArray &bytes, std::uint64_t from, std::uint64_t to)
{
    return bytes.sliced(static_cast<qsizetype>(from), static_cast<qsizetype>(to - from));
}

} // namespace

AgentHarness::AgentHarness()
{
    job = {.jobId = "0b0e7a3e-0000-4000-8000-000000000000",
           .prompt = {},
           .provider = "runbook",
           .maxSteps = 50,
           .stepTimeoutSeconds = 60,
           .logBytes = 64U << 20U};
    QDir(m_dir.path()).mkpath(u"workspace"_s);
    answerToRejoin = [](std::int64_t id) { return responseLine(id, RejoinAnswer{}); };
    connect(&m_server, &QLocalServer::newConnection, this, &AgentHarness::takeConnection);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { out += m_process.readAllStandardOutput(); });
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { err += m_process.readAllStandardError(); });
}

AgentHarness::~AgentHarness()
{
    disconnect(&m_process, nullptr, this, nullptr);
    closeLink();
    m_process.waitForFinished();
}

void AgentHarness::takeConnection()
{
    m_socket = m_server.nextPendingConnection();
    m_lines = {};
    said.clear();
    connect(m_socket, &QLocalSocket::readyRead, this, &AgentHarness::readLines);
}

bool AgentHarness::listen()
{
    QLocalServer::removeServer(linkPath());
    return m_server.listen(linkPath());
}

bool AgentHarness::start()
{
    if (!listen())
        return false;
    if (!outFile.isEmpty())
        m_process.setStandardOutputFile(outFile);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, m_dir.path());
    m_process.setProcessEnvironment(environment);
    m_process.start(agentPath(), {u"--socket"_s, linkPath(), u"--workspace"_s, path({})});
    return m_process.waitForStarted();
}

bool AgentHarness::waitForExit()
{
    return waitFor([this] { return m_process.state() == QProcess::NotRunning; });
}

bool AgentHarness::run()
{
    return start() && waitForExit();
}

bool AgentHarness::waitForStep(int number)
{
    return waitFor([this, number] { return started.size() >= number; });
}

bool AgentHarness::waitForOutput(const QByteArray &text)
{
    return waitFor([this, &text] { return out.contains(text); });
}

bool AgentHarness::waitFor(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, patienceMs);
}

bool AgentHarness::waitForRequest(int number)
{
    return waitFor([this, number] { return requests.size() >= number; });
}

bool AgentHarness::waitForApproval(int number)
{
    return waitFor([this, number] { return approvalRequests.size() >= number; });
}

void AgentHarness::cancel()
{
    send(notificationLine(method::jobCancel, nlohmann::json::object()));
}

bool AgentHarness::pause()
{
    return call(method::jobPause, Message::Kind::Response);
}

bool AgentHarness::resume()
{
    return call(method::jobResume, Message::Kind::Response);
}

bool AgentHarness::isRefused(const char *method)
{
    return call(method, Message::Kind::Error);
}

void AgentHarness::say(const std::string &text)
{
    send(notificationLine(method::jobMessage, PersonMessage{.text = text}));
}

void AgentHarness::answerWaiting()
{
    if (m_waitingCompletion && !replies.isEmpty())
        send(nextReply(*std::exchange(m_waitingCompletion, std::nullopt)));
    if (m_waitingApproval && !approvals.isEmpty())
        send(responseLine(*std::exchange(m_waitingApproval, std::nullopt), approvals.takeFirst()));
}

bool AgentHarness::startService(const char *name)
{
    return call(method::serviceStart, Message::Kind::Response, ServiceStart{.service = name});
}

bool AgentHarness::stopService(const char *name)
{
    return call(method::serviceStop, Message::Kind::Response, ServiceStop{.service = name});
}

bool AgentHarness::call(const char *method, Message::Kind expected, nlohmann::json params)
{
    const auto id = ++m_lastCall;
    m_callAnswer.reset();
    send(requestLine(id, method, std::move(params)));
    return waitFor([this] { return m_callAnswer.has_value(); }) && m_callAnswer->id == id &&
           m_callAnswer->kind == expected;
}

void AgentHarness::send(const std::string &line)
{
    m_socket->write(line.data(), static_cast<qint64>(line.size()));
    m_socket->flush();
}

void AgentHarness::closeLink()
{
    m_server.close();
    m_waitingCompletion.reset();
    m_waitingApproval.reset();
    if (m_socket)
        m_socket->abort();
}

bool AgentHarness::comeBack()
{
    return listen() && waitFor([this, before = rejoins.size()] { return rejoins.size() > before; });
}

QString AgentHarness::path(const QString &name) const
{
    return m_dir.filePath(u"workspace/"_s + name);
}

QString AgentHarness::linkPath() const
{
    return m_dir.filePath(u"link"_s);
}

QByteArray AgentHarness::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}

QByteArray AgentHarness::outOf(int step) const
{
    return part(out, started.at(step - 1).log.out, finished.at(step - 1).log.out);
}

QByteArray AgentHarness::errOf(int step) const
{
    return part(err, started.at(step - 1).log.err, finished.at(step - 1).log.err);
}

bool AgentHarness::isAlive(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const auto stat = file.readAll();
    return stat.sliced(stat.lastIndexOf(')')).left(3) != ") Z";
}

QString AgentHarness::agentPath()
{
    return qEnvironmentVariable("CA_BIN_DIR") + u"/containerized-agent-runner"_s;
}

void AgentHarness::readLines()
{
    const auto bytes = m_socket->readAll();
    if (!m_lines.append({bytes.constData(), static_cast<std::size_t>(bytes.size())}))
        complaints.append(u"line too long"_s);
    while (const auto line = m_lines.takeLine()) {
        try {
            handleLine(*line);
        } catch (const nlohmann::json::exception &error) {
            complaints.append(QString::fromUtf8(error.what()));
        }
    }
}

void AgentHarness::handleLine(const std::string &line)
{
    const auto message = parseMessage(line);
    if (!message)
        return complaints.append(QString::fromStdString(message.error()));
    const bool isEvent = message->method == method::event;
    if (message->kind == Message::Kind::Response || message->kind == Message::Kind::Error)
        return static_cast<void>(m_callAnswer = *message);
    said.append(QString::fromStdString(isEvent ? message->body.at("kind").get<std::string>() : message->method));
    if (message->kind == Message::Kind::Request)
        handleRequest(*message);
    else if (!isEvent || !take(message->body))
        complaints.append(u"unknown method or event"_s);
}

void AgentHarness::handleRequest(const Message &message)
{
    lastId = *message.id;
    if (message.method == method::jobGet) {
        send(responseLine(*message.id, job));
    } else if (message.method == method::jobFinish) {
        result = message.body.get<JobFinished>();
        if (takesResult)
            send(responseLine(*message.id, nlohmann::json::object()));
    } else if (message.method == method::jobRejoin) {
        rejoins.append(message.body.get<Rejoin>());
        send(answerToRejoin(*message.id));
    } else if (message.method == method::llmComplete) {
        requests.append(message.body.get<CompletionRequest>());
        m_waitingCompletion = message.id;
    } else if (message.method == method::approvalAsk) {
        approvalRequests.append(message.body.get<ApprovalRequest>());
        m_waitingApproval = message.id;
    } else {
        complaints.append(u"unknown request"_s);
    }
    answerWaiting();
}

QByteArray AgentHarness::textOfRequest(int number) const
{
    QByteArray text;
    for (const auto &message : requests.at(number - 1).messages)
        text += QByteArray::fromStdString(message.role + ": " + message.content + '\n');
    return text;
}

std::string block(const char *info, const char *code)
{
    return std::string("```") + info + '\n' + code + "\n```\n";
}

QJsonObject resultOf(const AgentHarness &agent)
{
    return QJsonDocument::fromJson(agent.read(QStringLiteral("result.json"))).object();
}
