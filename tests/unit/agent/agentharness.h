#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <optional>

#include <nlohmann/json_fwd.hpp>

#include "linebuffer.h"
#include "messages.h"

/// Starts the real agent as an ordinary process and plays its orchestrator: answers job.get and job.finish, and keeps
/// what the agent says.
class AgentHarness : public QObject
{
    Q_OBJECT

public:
    AgentHarness();
    ~AgentHarness() override;

    /// Change it before start().
    ca::protocol::JobDescription job;
    /// Where stdout goes instead of `out`; used when set.
    QString outFile;

    bool start();
    /// Until the agent has exited; false when it takes longer than any test should.
    bool waitForExit();
    /// start() and waitForExit().
    bool run();
    bool waitForStep(int number);
    bool waitForOutput(const QByteArray &text);

    void cancel();
    void closeLink();

    QByteArray out;
    QByteArray err;
    std::optional<ca::protocol::PlanMade> plan;
    QList<ca::protocol::StepStarted> started;
    QList<ca::protocol::StepFinished> finished;
    QStringList notes;
    std::optional<ca::protocol::JobFinished> result;
    /// Broken rules of the protocol.
    QStringList complaints;

    [[nodiscard]] QProcess &process() { return m_process; }
    [[nodiscard]] QString path(const QString &name) const;
    [[nodiscard]] QByteArray read(const QString &name) const;
    /// A step's own part of the captured streams, by the ranges that the agent reported.
    [[nodiscard]] QByteArray outOf(int step) const;
    [[nodiscard]] QByteArray errOf(int step) const;

    /// Whether a process is there and not a zombie.
    static bool isAlive(qint64 pid);
    static QString agentPath();

private:
    void readLines();
    void handleLine(const std::string &line);
    void handleEvent(const nlohmann::json &params);
    bool waitFor(const std::function<bool()> &condition);

    QTemporaryDir m_dir;
    QLocalServer m_server;
    QLocalSocket *m_socket = nullptr;
    ca::protocol::LineBuffer m_lines;
    QProcess m_process;
};

/// A runbook's block.
std::string block(const char *info, const char *code);

/// The report that the agent wrote into its workspace.
QJsonObject resultOf(const AgentHarness &agent);
