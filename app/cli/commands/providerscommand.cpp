#include "providerscommand.h"

#include <QJsonArray>

#include "harmless.h"
#include "texttable.h"
#include "urlpart.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

bool isReady(const QJsonObject &provider)
{
    return provider[u"state"].toString() == "ready"_L1;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QString keyOf(const QJsonObject &provider)
{
    const QString hint = provider[u"key_hint"].toString();
    const QString source = provider[u"key_source"].toString();
    return hint.isEmpty() ? orDash(source) : u"…%1, %2"_s.arg(hint, source);
}

/// Numbers as JSON has them: 4 or 7.
QString orderOf(const QJsonObject &provider)
{
    return provider[u"position"].isDouble() ? QString::number(provider[u"position"].toInt()) : u"-"_s;
}

TextTable tableOf(const QJsonArray &providers)
{
    TextTable table({u"ORDER"_s, u"NAME"_s, u"STATE"_s, u"MODEL"_s, u"CONTEXT"_s, u"KEY"_s, u"ADDRESS"_s, u"NOTE"_s});
    for (const QJsonValue value : providers) {
        const QJsonObject provider = value.toObject();
        table.add({{.text = orderOf(provider)},
                   {.text = provider[u"name"].toString()},
                   {.text = provider[u"state"].toString(), .style = isReady(provider) ? Style::Green : Style::Dim},
                   {.text = orDash(provider[u"model"].toString())},
                   {.text = QString::number(provider[u"context"].toInteger())},
                   {.text = keyOf(provider)},
                   {.text = orDash(provider[u"base_url"].toString())},
                   {.text = provider[u"note"].toString()}});
    }
    return table;
}
} // namespace

QCoro::Task<CliResult<ExitCode>> ProvidersCommand::run()
{
    const QStringList words = line().arguments;
    const QString what = words.value(0, u"list"_s);
    if (what == "test"_L1 && words.size() > 1)
        co_return co_await test(words[1]);
    if (what == "test"_L1)
        co_return co_await testAll();
    if (what != "list"_L1 || words.size() > 1)
        co_return wrongUse(u"cactl providers takes list, or test with a provider's name (cactl providers --help)"_s);
    co_return co_await list();
}

QCoro::Task<CliResult<ExitCode>> ProvidersCommand::list()
{
    const auto answer = co_await api().get(u"/providers"_s);
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json) {
        terminal().json(Stream::Out, *answer);
        co_return ExitCode::Ok;
    }
    const int width = terminal().isTerminal(Stream::Out) ? terminal().width() : 0;
    terminal().out(tableOf(toObject(*answer)[u"providers"].toArray()).render(width, terminal().isRich(Stream::Out)));
    co_return ExitCode::Ok;
}

QCoro::Task<CliResult<ExitCode>> ProvidersCommand::testAll()
{
    const auto answer = co_await api().get(u"/providers"_s);
    if (!answer)
        co_return std::unexpected(answer.error());
    ExitCode exitCode = ExitCode::Ok;
    int tested = 0;
    const QJsonArray providers = toObject(*answer)[u"providers"].toArray();
    for (const QJsonValue provider : providers) {
        if (!isReady(provider.toObject()))
            continue;
        ++tested;
        const auto done = co_await test(provider[u"name"].toString());
        if (!done)
            co_return done;
        if (*done != ExitCode::Ok)
            exitCode = *done;
    }
    if (tested == 0)
        co_return failed(ErrorCode::NoProvider, u"no AI provider can be asked: cactl providers list tells why"_s);
    co_return exitCode;
}

QCoro::Task<CliResult<ExitCode>> ProvidersCommand::test(QString name)
{
    const auto answer = co_await api().send("POST", u"/providers/%1/test"_s.arg(urlPart(name)));
    if (!answer)
        co_return std::unexpected(answer.error());
    const QJsonObject trial = toObject(*answer);
    if (line().json)
        terminal().json(Stream::Out, *answer);
    else
        report(trial);
    co_return trial[u"ok"].toBool() ? ExitCode::Ok : ExitCode::Failed;
}

void ProvidersCommand::report(const QJsonObject &trial) const
{
    const QString name = harmless(trial[u"name"].toString());
    if (!trial[u"ok"].toBool()) {
        return terminal().err(
            u"%1: %2\n"_s.arg(terminal().look(Stream::Err, name, Style::Red), harmless(trial[u"error"].toString())));
    }
    terminal().out(u"%1: %2 answered after %3 s\n"_s.arg(terminal().look(Stream::Out, name, Style::Green),
                                                         harmless(trial[u"model"].toString()),
                                                         QString::number(trial[u"seconds"].toDouble(), 'f', 1)));
}
} // namespace ca::cli
