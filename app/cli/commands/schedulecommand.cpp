#include "schedulecommand.h"

#include <QJsonDocument>

#include "taskinput.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

QCoro::Task<CliResult<ExitCode>> ScheduleCommand::run()
{
    const auto task = readTask(line());
    if (!task)
        co_return std::unexpected(task.error());
    const auto body = scheduleBody(line(), *task);
    if (!body)
        co_return std::unexpected(body.error());
    const auto answer = co_await api().send("POST", u"/schedule"_s, QJsonDocument(*body).toJson());
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json)
        terminal().json(Terminal::Stream::Out, *answer);
    else
        terminal().out(toObject(*answer)[u"job_id"].toString() + u'\n');
    co_return ExitCode::Ok;
}

} // namespace ca::cli
