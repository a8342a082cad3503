#include "schedulecommand.h"

#include <QJsonArray>
#include <QJsonDocument>

#include "inputsender.h"
#include "screen.h"
#include "taskinput.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

QCoro::Task<CliResult<ExitCode>> ScheduleCommand::run()
{
    const auto task = readTask(line());
    if (!task)
        co_return std::unexpected(task.error());
    auto body = scheduleBody(line(), *task);
    if (!body)
        co_return std::unexpected(body.error());
    const auto inputs = co_await sendInputs();
    if (!inputs)
        co_return std::unexpected(inputs.error());
    if (!inputs->isEmpty())
        body->insert(u"inputs"_s, QJsonArray::fromStringList(*inputs));
    const auto answer = co_await api().send("POST", u"/schedule"_s, QJsonDocument(*body).toJson());
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json)
        terminal().json(Terminal::Stream::Out, *answer);
    else
        terminal().out(toObject(*answer)[u"job_id"].toString() + u'\n');
    co_return ExitCode::Ok;
}

QCoro::Task<CliResult<QStringList>> ScheduleCommand::sendInputs()
{
    constexpr std::chrono::seconds patience(60);
    Screen screen(terminal());
    InputSender sender(context(), screen);
    co_return co_await sender.send(patience);
}

} // namespace ca::cli
