#pragma once

#include <memory>
#include <optional>

#include "command.h"
#include "inputsender.h"
#include "question.h"
#include "runfollow.h"
#include "screen.h"
#include "terminationsignals.h"

namespace ca::cli {

/// Schedules a job, shows it at work, fetches its result. Ctrl-C at a terminal asks whether to cancel the job.
class RunCommand : public Command
{
    Q_OBJECT

public:
    explicit RunCommand(const CommandContext &context);

    QCoro::Task<CliResult<ExitCode>> run() override;

private:
    QCoro::Task<CliResult<QString>> schedule(std::chrono::seconds patience);
    QCoro::Task<CliResult<ExitCode>> conclude();
    QCoro::Task<void> cancelJob();
    void interrupted(int signal);
    void takeAnswer(bool yes);
    /// Ends cactl and leaves the job alone.
    void leave();
    [[nodiscard]] CliError afterLoss(CliError error) const;
    void sayVerdict(const QJsonObject &job, const QString &path) const;

    Screen m_screen;
    InputSender m_inputs;
    Question m_question;
    std::optional<TerminationSignals> m_signals;
    std::unique_ptr<RunFollow> m_follow;
    QString m_id;
    /// The server was asked to schedule the job.
    bool m_isAsking = false;
    bool m_isCancelling = false;
    bool m_isFetching = false;
};

} // namespace ca::cli
