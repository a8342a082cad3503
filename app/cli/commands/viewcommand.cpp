#include "viewcommand.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QUrl>

#include "harmless.h"
#include "jobresolver.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

QCoro::Task<CliResult<ExitCode>> ViewCommand::run()
{
    const auto id = co_await JobResolver(api()).resolve(line().arguments.first());
    if (!id)
        co_return std::unexpected(id.error());
    QJsonObject body;
    if (line().isSet(u"control"_s))
        body[u"control"] = true;
    const QString path = u"/job/%1/%2"_s.arg(*id, line().command);
    const auto answer = co_await api().send("POST", path, QJsonDocument(body).toJson());
    if (!answer)
        co_return std::unexpected(answer.error());
    const QString url = QJsonDocument::fromJson(*answer).object()[u"url"].toString();
    if (line().json)
        terminal().json(Terminal::Stream::Out, *answer);
    else
        terminal().out(harmless(url) + u'\n');
    // Only what is an address, since a program gets it.
    const bool isAddress = url.startsWith("http://127.0.0.1:"_L1) && QUrl(url, QUrl::StrictMode).isValid();
    if (line().isSet(u"open"_s) && (!isAddress || !QProcess::startDetached(u"xdg-open"_s, {url}))) {
        terminal().err(u"cactl: no browser could be started: open the address yourself\n"_s);
        co_return ExitCode::Failed;
    }
    co_return ExitCode::Ok;
}

} // namespace ca::cli
