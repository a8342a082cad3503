#include "talkcommand.h"

#include <QJsonDocument>

#include "jobresolver.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

QCoro::Task<CliResult<ExitCode>> TalkCommand::run()
{
    const auto id = co_await JobResolver(api()).resolve(line().arguments.first());
    if (!id)
        co_return std::unexpected(id.error());
    const QString path = u"/job/%1/%2"_s.arg(*id, line().command);
    const auto answer = co_await api().send("POST", path, QJsonDocument(body()).toJson());
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json)
        terminal().json(Terminal::Stream::Out, *answer);
    else
        terminal().out(*id + u'\n');
    co_return ExitCode::Ok;
}

QJsonObject TalkCommand::body() const
{
    if (line().command == "message"_L1)
        return {{u"text"_s, line().arguments.sliced(1).join(u' ')}};
    QJsonObject body{{u"approved"_s, !line().isSet(u"no"_s)}};
    if (line().isSet(u"comment"_s))
        body[u"comment"] = line().value(u"comment"_s);
    return body;
}

} // namespace ca::cli
