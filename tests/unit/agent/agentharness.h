#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <optional>

#include <nlohmann/json.hpp>

#include "agentevents.h"
#include "jsonrpc.h"
#include "linebuffer.h"
#include "messages.h"
#include "modelreplies.h"

/// Starts the real agent as an ordinary process and plays its orchestrator: answers job.get and job.finish, gives the
/// answers to llm.complete and approval.ask that the test has laid out, and keeps what the agent says.
/// Closing the link and coming back, it is the next orchestrator.
class AgentHarness : public QObject, public AgentEvents, public ModelReplies
{
    Q_OBJECT

public:
    AgentHarness();
    ~AgentHarness() override;

    /// Change it before start().
    ca::protocol::JobDescription job;
    /// Where stdout goes instead of `out`; used when set.
    QString outFile;

    /// As `replies`, for approval.ask.
    QList<ca::protocol::ApprovalAnswer> approvals;
    /// What the next orchestrator says to job.rejoin. At first it knows of no steps.
    std::function<std::string(std::int64_t id)> answerToRejoin;
    /// Whether job.finish is answered.
    bool takesResult = true;

    bool start();
    /// Until the agent has exited; false when it takes longer than any test should.
    bool waitForExit();
    /// start() and waitForExit().
    bool run();
    bool waitForStep(int number);
    bool waitForOutput(const QByteArray &text);
    bool waitForRequest(int number);
    bool waitForApproval(int number);
    bool waitFor(const std::function<bool()> &condition);

    void cancel();
    /// Each returns when the agent has answered.
    bool pause();
    bool resume();
    /// Whether the agent refuses a request of that name.
    bool isRefused(const char *method);
    void say(const std::string &text);
    /// Answers what waits, with what was laid out since.
    void answerWaiting();
    /// Nobody listens afterwards, and nothing is there to connect to.
    void closeLink();
    bool listen();
    /// listen(), until the agent has rejoined.
    bool comeBack();
    bool startService(const char *name);
    bool stopService(const char *name);
    /// As it is.
    void send(const std::string &line);

    QByteArray out;
    QByteArray err;
    QList<ca::protocol::CompletionRequest> requests;
    QList<ca::protocol::ApprovalRequest> approvalRequests;
    QList<ca::protocol::Rejoin> rejoins;
    /// Methods and kinds of events, since the link was made.
    QStringList said;
    /// Of the last request.
    std::int64_t lastId = 0;
    std::optional<ca::protocol::JobFinished> result;
    /// Broken rules of the protocol.
    QStringList complaints;

    [[nodiscard]] QProcess &process() { return m_process; }
    [[nodiscard]] QString path(const QString &name) const;
    [[nodiscard]] QString linkPath() const;
    [[nodiscard]] QByteArray read(const QString &name) const;
    /// A step's own part of the captured streams, by the ranges that the agent reported.
    [[nodiscard]] QByteArray outOf(int step) const;
    [[nodiscard]] QByteArray errOf(int step) const;
    /// All that a request says, one message after the other.
    [[nodiscard]] QByteArray textOfRequest(int number) const;

    /// Whether a process is there and not a zombie.
    static bool isAlive(qint64 pid);
    static QString agentPath();

private:
    void readLines();
    void handleLine(const std::string &line);
    void handleRequest(const ca::protocol::Message &message);
    void takeConnection();
    bool call(const char *method, ca::protocol::Message::Kind expected,
              nlohmann::json params = nlohmann::json::object());

    QTemporaryDir m_dir;
    QLocalServer m_server;
    QLocalSocket *m_socket = nullptr;
    ca::protocol::LineBuffer m_lines;
    QProcess m_process;
    std::optional<std::int64_t> m_waitingCompletion;
    std::optional<std::int64_t> m_waitingApproval;
    std::int64_t m_lastCall = 0;
    std::optional<ca::protocol::Message> m_callAnswer;
};

/// A runbook's block.
std::string block(const char *info, const char *code);

/// The report that the agent wrote into its workspace.
QJsonObject resultOf(const AgentHarness &agent);
