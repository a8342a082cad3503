#include "jobactioncommand.h"

#include "harmless.h"
#include "jobresolver.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

struct Call
{
    QByteArray method;
    /// With the id in the place of %1.
    QString path;
};

Call callOf(const QString &command)
{
    if (command == "cancel"_L1)
        return {.method = "POST", .path = u"/cancel/%1"_s};
    if (command == "pause"_L1 || command == "resume"_L1)
        return {.method = "POST", .path = u"/job/%1/"_s + command};
    if (command == "retry"_L1)
        return {.method = "POST", .path = u"/job/%1/retry"_s};
    return {.method = "DELETE", .path = u"/job/%1"_s};
}
} // namespace

QCoro::Task<CliResult<ExitCode>> JobActionCommand::run()
{
    ExitCode exitCode = ExitCode::Ok;
    const QStringList ids = line().arguments;
    for (const QString &typed : ids) {
        const auto done = co_await act(typed);
        if (done)
            continue;
        if (done.error().exitCode == ExitCode::Unreachable)
            co_return std::unexpected(done.error());
        printError(context(), done.error());
        exitCode = done.error().exitCode;
    }
    co_return exitCode;
}

QCoro::Task<CliResult<void>> JobActionCommand::act(QString typed)
{
    const auto id = co_await JobResolver(api()).resolve(typed);
    if (!id)
        co_return std::unexpected(id.error());
    const Call call = callOf(line().command);
    const auto answer = co_await api().send(call.method, call.path.arg(*id));
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json)
        terminal().json(Stream::Out, *answer);
    else
        report(*id, toObject(*answer));
    co_return CliResult<void>();
}

void JobActionCommand::report(const QString &id, const QJsonObject &answer) const
{
    if (line().command == "retry"_L1)
        return terminal().out(answer[u"job_id"].toString() + u'\n');
    if (line().command == "cancel"_L1 && !answer[u"cancelled"].toBool()) {
        return terminal().err(u"%1 had already ended (%2)\n"_s.arg(id, harmless(answer[u"status"].toString())));
    }
    terminal().out(id + u'\n');
}

} // namespace ca::cli
