#pragma once

#include <QObject>
#include <memory>

#include "command.h"

namespace ca::cli {

/// cactl's run from the checked command line to the exit code. Lives while the event loop runs.
class Application : public QObject
{
    Q_OBJECT

public:
    Application(const CommandLine &line, const Terminal &terminal);

    /// Runs the command, prints its error, ends the event loop with its exit code.
    QCoro::Task<void> start();

private:
    ApiClient m_api;
    CommandContext m_context;
    std::unique_ptr<Command> m_command;
};

} // namespace ca::cli
