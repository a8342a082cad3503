#include "commandline.h"

#include <QCoreApplication>

#include "programoptions.h"

namespace ca::dashboard {

namespace {

struct CommandLineTexts
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    const QString description = CommandLineTexts::tr("Runs tasks in isolated sandboxes and shows them at work.");
    auto options = ProgramOptions::read(SettingSources::ofThisProcess(arguments), description);
    if (!options)
        return failure(options.error());
    return CommandLine{.settings = std::move(options->settings), .answer = options->answer};
}

} // namespace ca::dashboard
