#include "command.h"

#include "downloadcommand.h"
#include "healthcommand.h"
#include "imagecommand.h"
#include "jobactioncommand.h"
#include "jobscommand.h"
#include "keyscommand.h"
#include "logscommand.h"
#include "providerscommand.h"
#include "runcommand.h"
#include "schedulecommand.h"
#include "settingscommand.h"
#include "statuscommand.h"
#include "talkcommand.h"
#include "viewcommand.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

std::unique_ptr<Command> makeCommand(const CommandContext &context)
{
    const QString name = context.line.command;
    if (name == "run"_L1)
        return std::make_unique<RunCommand>(context);
    if (name == "schedule"_L1)
        return std::make_unique<ScheduleCommand>(context);
    if (name == "jobs"_L1)
        return std::make_unique<JobsCommand>(context);
    if (name == "status"_L1)
        return std::make_unique<StatusCommand>(context);
    if (name == "image"_L1)
        return std::make_unique<ImageCommand>(context);
    if (name == "keys"_L1)
        return std::make_unique<KeysCommand>(context);
    if (name == "logs"_L1)
        return std::make_unique<LogsCommand>(context);
    if (name == "download"_L1)
        return std::make_unique<DownloadCommand>(context);
    if (name == "providers"_L1)
        return std::make_unique<ProvidersCommand>(context);
    if (name == "health"_L1)
        return std::make_unique<HealthCommand>(context);
    if (name == "settings"_L1)
        return std::make_unique<SettingsCommand>(context);
    if (name == "message"_L1 || name == "approve"_L1)
        return std::make_unique<TalkCommand>(context);
    if (name == "desktop"_L1 || name == "notebook"_L1)
        return std::make_unique<ViewCommand>(context);
    return std::make_unique<JobActionCommand>(context);
}

void printError(const CommandContext &context, const CliError &error)
{
    if (context.line.json)
        return context.terminal.json(Terminal::Stream::Err, error.toJson());
    context.terminal.err(context.terminal.look(Terminal::Stream::Err, u"cactl: "_s, Style::Red) + error.error.message +
                         u'\n');
}

} // namespace ca::cli
