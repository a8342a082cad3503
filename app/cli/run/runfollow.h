#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <optional>

#include "command.h"
#include "jobwatch.h"
#include "logfollow.h"
#include "screen.h"
#include "transcript.h"

namespace ca::cli {

/// Shows a job's steps and output while it works (with --json: its events, a line each), until it has ended.
class RunFollow : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this.
    RunFollow(const CommandContext &context, Screen &screen, const QString &jobId, std::chrono::seconds patience);

    void start();
    /// Holds everything back, while a question is open.
    void setPaused(bool isPaused);
    /// The job as it ended; not set before.
    [[nodiscard]] const QJsonObject &job() const { return m_job; }
    [[nodiscard]] const std::optional<CliError> &error() const { return m_error; }

Q_SIGNALS:
    /// The job has ended and everything is shown, or error() says why that will not come.
    void ended();

private:
    void connectWatch();
    void connectLogs();
    void connectTranscript();
    void takeJob(const QJsonObject &job);
    void takeStep(const QJsonObject &step);
    void takeEvent(const QJsonObject &event);
    void passEarlySteps();
    void endWhenAllIsShown();
    void end();
    void sayLost(const QString &reason);
    void showStatus();
    [[nodiscard]] QString statusText() const;

    CommandContext m_context;
    Screen &m_screen;
    QString m_jobId;
    JobWatch m_watch;
    LogFollow m_out;
    LogFollow m_err;
    Transcript m_transcript;
    /// News of steps that came before it was known how many there are.
    QList<StepNews> m_earlySteps;
    QTimer m_earlyTimer;
    QTimer m_tick;
    QTimer m_lastLogs;
    QJsonObject m_job;
    std::optional<CliError> m_error;
    int m_openLogs = 2;
    bool m_hasEnded = false;
    bool m_isLost = false;
};

/// One of the five names under which a job is over.
bool isEndedStatus(const QString &status);

} // namespace ca::cli
