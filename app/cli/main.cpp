#include <QCoreApplication>

#include "application.h"

namespace {
using namespace ca::cli;

int misuse(const Terminal &terminal, const CliError &error, const QStringList &arguments)
{
    if (arguments.contains(QStringLiteral("--json")))
        terminal.json(Terminal::Stream::Err, error.toJson());
    else
        terminal.err(QStringLiteral("cactl: %1\n").arg(error.error.message));
    return static_cast<int>(error.exitCode);
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("cactl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CA_VERSION));
    const Terminal terminal;
    const QStringList arguments = QCoreApplication::arguments().sliced(1);
    const auto line = CommandLine::parse(arguments, CommandLine::Environment::ofProcess());
    if (!line)
        return misuse(terminal, line.error(), arguments);
    if (!line->information.isEmpty()) {
        terminal.out(line->information);
        return 0;
    }
    Application cactl(*line, terminal);
    QMetaObject::invokeMethod(&cactl, &Application::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
