#pragma once

#include <QTemporaryDir>
#include <memory>
#include <optional>

#include "bubblewrapengine.h"

namespace ca::testing {

/// The built stand-in for the agent ($CA_STEP_AGENT).
QString stepAgentPath();

/// False also for a zombie, which whoever inherited it has yet to reap.
bool isRunning(pid_t pid);

/// The folders of one job, in a temporary folder of its own, and a sandbox made from them that runs one step.
class SandboxJob
{
public:
    /// `parentMode` is that of the folder above the job's.
    explicit SandboxJob(QFile::Permissions parentMode = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    ~SandboxJob();

    Limits limits;
    /// Where the job's folders are made; the system's temporary folder.
    [[nodiscard]] QString dir() const { return m_dir.path() + QStringLiteral("/job"); }
    [[nodiscard]] QString workspace() const { return dir() + QStringLiteral("/workspace"); }
    [[nodiscard]] QString home() const { return dir() + QStringLiteral("/home"); }
    [[nodiscard]] QString runtime() const { return dir() + QStringLiteral("/run"); }

    void writeShellStep(const QByteArray &script) const;
    void writePythonStep(const QByteArray &script) const;

    /// Starts it and waits until it is up; the error's message where that failed, else empty.
    QString start(SandboxEngine &engine);
    /// Starts a shell step and waits until it has made the file "up"; "" or what went wrong.
    QString startUp(SandboxEngine &engine, const QByteArray &script);
    /// Waits for the end; false after `timeoutMs`.
    bool waitForEnd(int timeoutMs = 20'000);
    /// start() and waitForEnd(), and "" or what went wrong.
    QString run(SandboxEngine &engine, int timeoutMs = 20'000);

    [[nodiscard]] Sandbox *sandbox() const { return m_sandbox.get(); }
    void destroySandbox() { m_sandbox.reset(); }
    [[nodiscard]] std::optional<Error> startError() const { return m_startError; }
    [[nodiscard]] std::optional<int> exitCode() const { return m_exitCode; }
    [[nodiscard]] QString limitReached() const { return m_limit; }
    [[nodiscard]] QByteArray out() const;
    [[nodiscard]] QByteArray err() const;
    /// Waits until the step has made this file in the workspace.
    [[nodiscard]] bool waitForFile(const QString &name, int timeoutMs = 10'000) const;

private:
    QCoro::Task<void> startAndConnect(SandboxEngine *engine, SandboxSpec spec);

    QTemporaryDir m_dir;
    std::unique_ptr<Sandbox> m_sandbox;
    std::optional<Error> m_startError;
    std::optional<int> m_exitCode;
    QString m_limit;
};

} // namespace ca::testing
