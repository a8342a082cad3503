#include "application.h"

#include <QCoreApplication>

namespace ca::cli {

Application::Application(const CommandLine &line, const Terminal &terminal)
    : m_api(line.server, line.token)
    , m_context{.line = line, .terminal = terminal, .api = m_api}
    , m_command(makeCommand(m_context))
{
}

QCoro::Task<void> Application::start()
{
    const auto exitCode = co_await m_command->run();
    if (!exitCode)
        printError(m_context, exitCode.error());
    QCoreApplication::exit(static_cast<int>(exitCode ? *exitCode : exitCode.error().exitCode));
}

} // namespace ca::cli
