#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>
#include <optional>

namespace ca::test {

/// A program of ours in surroundings of its own: home, config and runtime folder are new and empty, and a window is
/// shown nowhere. The destructor ends it, the hard way if need be.
class ProgramProcess
{
public:
    struct Options
    {
        /// "containerized-agentd"
        QString program;
        QStringList arguments = {};
        QProcessEnvironment environment = {};
        /// What to run it with, before its own path: {"setpriv", "--reuid", …}.
        QStringList wrapper = {};
        /// A folder for home and the others that several programs share; empty: one for this program alone.
        QString surroundings = {};
    };

    explicit ProgramProcess(const Options &options);
    ~ProgramProcess();

    /// Waits until it has written this, on either channel; false when it ends or 20 s pass before.
    bool says(const QString &text);
    /// Waits for "listening on …" and returns the address; invalid when that does not come.
    QUrl awaitUrl();
    /// Waits for its end; not set when that does not come in time or a signal was the end.
    std::optional<int> exitCode(int milliseconds = 15'000);
    bool signal(int number);

    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// All it has written so far.
    [[nodiscard]] QString output();

private:
    QTemporaryDir m_surroundings;
    QProcess m_process;
    QByteArray m_output;
};

} // namespace ca::test
