#include "downloadcommand.h"

#include "jobresolver.h"
#include "resultfetch.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

QCoro::Task<CliResult<ExitCode>> DownloadCommand::run()
{
    const auto patience = line().number(u"retry-for"_s, 0, 86'400, 60);
    if (!patience)
        co_return std::unexpected(patience.error());
    const auto id = co_await JobResolver(api()).resolve(line().arguments.first());
    if (!id)
        co_return std::unexpected(id.error());
    Screen screen(terminal());
    ResultFetch fetch(context(), screen);
    const auto path = co_await fetch.fetch(*id);
    if (!path)
        co_return std::unexpected(path.error());
    if (line().json)
        terminal().json(Terminal::Stream::Out, ResultFetch::json(*id, *path));
    else
        terminal().out(*path + u'\n');
    co_return ExitCode::Ok;
}

} // namespace ca::cli
