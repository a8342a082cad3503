#include "jobscommand.h"

#include <QJsonArray>

#include "jobtext.h"
#include "texttable.h"
#include "timetext.h"
#include "urlpart.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
constexpr int usualLimit = 20;
constexpr qsizetype shortId = 8;

CliResult<QString> pathFor(const CommandLine &line)
{
    if (line.isSet(u"all"_s) && line.isSet(u"limit"_s))
        return wrongUse(u"--all and --limit contradict each other"_s);
    const auto limit = line.number(u"limit"_s, 1, 1'000'000, usualLimit);
    if (!limit)
        return std::unexpected(limit.error());
    QString path = u"/jobs?sort=-created"_s;
    if (!line.isSet(u"all"_s))
        path += u"&limit=%1"_s.arg(*limit);
    if (line.isSet(u"status"_s))
        path += u"&status="_s + urlPart(line.value(u"status"_s));
    if (line.isSet(u"query"_s))
        path += u"&q="_s + urlPart(line.value(u"query"_s));
    return path;
}

QString tableOf(const QJsonArray &jobs, const Terminal &terminal)
{
    TextTable table({u"ID"_s, u"STATUS"_s, u"CREATED"_s, u"DURATION"_s, u"TITLE"_s});
    const double now = secondsNow();
    for (const QJsonValue value : jobs) {
        const QJsonObject job = value.toObject();
        const QString status = job[u"status"].toString();
        table.add({{.text = job[u"job_id"].toString().left(shortId)},
                   {.text = status, .style = statusStyle(status)},
                   {.text = agoText(now - job[u"created"].toDouble())},
                   {.text = runTime(job, now)},
                   {.text = job[u"title"].toString()}});
    }
    const bool isTerminal = terminal.isTerminal(Terminal::Stream::Out);
    return table.render(isTerminal ? terminal.width() : 0, terminal.isRich(Terminal::Stream::Out));
}
} // namespace

QCoro::Task<CliResult<ExitCode>> JobsCommand::run()
{
    const auto path = pathFor(line());
    if (!path)
        co_return std::unexpected(path.error());
    const auto answer = co_await api().get(*path);
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json) {
        terminal().json(Terminal::Stream::Out, *answer);
        co_return ExitCode::Ok;
    }
    const QJsonObject list = toObject(*answer);
    const QJsonArray jobs = list[u"jobs"].toArray();
    terminal().out(tableOf(jobs, terminal()));
    const qint64 total = list[u"total"].toInteger();
    if (jobs.isEmpty())
        terminal().err(u"no jobs\n"_s);
    else if (total > jobs.size() && !line().isSet(u"limit"_s))
        terminal().err(u"the newest %1 of %2 jobs; --all shows every one\n"_s.arg(jobs.size()).arg(total));
    co_return ExitCode::Ok;
}
} // namespace ca::cli
