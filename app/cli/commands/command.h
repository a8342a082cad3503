#pragma once

#include <QCoroTask>
#include <QObject>

#include "apiclient.h"
#include "commandline.h"
#include "terminal.h"

namespace ca::cli {

/// What every command works with; outlives the command.
struct CommandContext
{
    const CommandLine &line;
    const Terminal &terminal;
    ApiClient &api;
};

/// One command of cactl, for one run of the program.
class Command : public QObject
{
    Q_OBJECT

public:
    explicit Command(const CommandContext &context)
        : m_context(context)
    {
    }

    /// Prints its answer; what is returned as an error the caller prints.
    virtual QCoro::Task<CliResult<ExitCode>> run() = 0;

protected:
    [[nodiscard]] const CommandLine &line() const { return m_context.line; }
    [[nodiscard]] const Terminal &terminal() const { return m_context.terminal; }
    [[nodiscard]] ApiClient &api() const { return m_context.api; }
    [[nodiscard]] const CommandContext &context() const { return m_context; }

private:
    CommandContext m_context;
};

/// The command that the command line names.
std::unique_ptr<Command> makeCommand(const CommandContext &context);

/// To standard error: the sentence, or with --json the server's JSON.
void printError(const CommandContext &context, const CliError &error);

} // namespace ca::cli
