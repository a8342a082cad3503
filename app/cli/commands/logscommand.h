#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "command.h"
#include "logfollow.h"
#include "screen.h"

namespace ca::cli {

/// GET /logs/{id}/…: both logs to the streams they belong to, as they are or until the job ends.
class LogsCommand : public Command
{
    Q_OBJECT

public:
    explicit LogsCommand(const CommandContext &context);

    QCoro::Task<CliResult<ExitCode>> run() override;

Q_SIGNALS:
    /// Internal: every log has ended, or one has failed.
    void finished();

private:
    QCoro::Task<CliResult<ExitCode>> printJson(QString id);
    void follow(const QString &id, Terminal::Stream stream, std::chrono::seconds patience);
    [[nodiscard]] Terminal::Stream place(Terminal::Stream stream) const;

    Screen m_screen;
    std::vector<std::unique_ptr<LogFollow>> m_logs;
    size_t m_ended = 0;
    std::optional<CliError> m_error;
};

} // namespace ca::cli
