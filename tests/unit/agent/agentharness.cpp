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
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        m_socket = m_server.nextPendingConnection();
        connect(m_socket, &QLocalSocket::readyRead, this, &AgentHarness::readLines);
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] { out += m_process.readAllStandardOutput(); });
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { err += m_process.readAllStandardError(); });
}

AgentHarness::~AgentHarness()
{
    disconnect(&m_process, nullptr, this, nullptr);
    closeLink();
    m_process.waitForFinished();
}

bool AgentHarness::start()
{
    if (!m_server.listen(m_dir.filePath(u"link"_s)))
        return false;
    if (!outFile.isEmpty())
        m_process.setStandardOutputFile(outFile);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, m_dir.path());
    m_process.setProcessEnvironment(environment);
    m_process.start(agentPath(), {u"--socket"_s, m_server.fullServerName(), u"--workspace"_s, path({})});
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

void AgentHarness::replyPlan(const std::string &actions, bool isDone, const std::string &summary)
{
    const nlohmann::json object = {{"actions", nlohmann::json::parse(actions)}, {"done", isDone}, {"summary", summary}};
    replyText(object.dump());
}

void AgentHarness::replyText(const std::string &text)
{
    replies.append({.answer = {.text = text, .provider = "test", .model = "scripted"}});
}

void AgentHarness::replyDone(const std::string &summary)
{
    replyPlan("[]", true, summary);
}

void AgentHarness::replyError(int code, const std::string &sentence)
{
    replies.append({.errorCode = code, .error = sentence});
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

bool AgentHarness::call(const char *method, Message::Kind expected)
{
    const auto id = ++m_lastCall;
    m_callAnswer.reset();
    send(requestLine(id, method, nlohmann::json::object()));
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
    if (m_socket)
        m_socket->abort();
}

QString AgentHarness::path(const QString &name) const
{
    return m_dir.filePath(u"workspace/"_s + name);
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
    if (message->kind == Message::Kind::Response || message->kind == Message::Kind::Error)
        m_callAnswer = *message;
    else if (message->method == method::event)
        handleEvent(message->body);
    else if (message->kind == Message::Kind::Request)
        handleRequest(*message);
    else
        complaints.append(u"unknown method"_s);
}

void AgentHarness::handleRequest(const Message &message)
{
    if (message.method == method::jobGet) {
        send(responseLine(*message.id, job));
    } else if (message.method == method::jobFinish) {
        result = message.body.get<JobFinished>();
        send(responseLine(*message.id, nlohmann::json::object()));
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

std::string AgentHarness::nextReply(std::int64_t id)
{
    const auto reply = replies.takeFirst();
    return reply.errorCode == 0 ? responseLine(id, reply.answer) : errorLine(id, reply.errorCode, reply.error);
}

QByteArray AgentHarness::textOfRequest(int number) const
{
    QByteArray text;
    for (const auto &message : requests.at(number - 1).messages)
        text += QByteArray::fromStdString(message.role + ": " + message.content + '\n');
    return text;
}

void AgentHarness::handleEvent(const nlohmann::json &params)
{
    const auto name = params.at("kind").get<std::string>();
    if (name == kind::plan)
        plans.append(*(plan = params.get<PlanMade>()));
    else if (name == kind::pruned)
        prunings.append(params.get<ContextPruned>());
    else if (name == kind::stepStarted)
        started.append(params.get<StepStarted>());
    else if (name == kind::stepFinished)
        finished.append(params.get<StepFinished>());
    else if (name == kind::note)
        notes.append(QString::fromStdString(params.get<Note>().text));
    else
        complaints.append(u"unknown event"_s);
}

std::string block(const char *info, const char *code)
{
    return std::string("```") + info + '\n' + code + "\n```\n";
}

QJsonObject resultOf(const AgentHarness &agent)
{
    return QJsonDocument::fromJson(agent.read(QStringLiteral("result.json"))).object();
}
