#include "keyscommand.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include "harmless.h"
#include "secretinput.h"
#include "texttable.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

QString pathOf(const QString &provider)
{
    return u"/keys/"_s + QString::fromLatin1(QUrl::toPercentEncoding(provider));
}

QString keyText(const QJsonObject &key)
{
    const QString lastFour = key[u"last_four"].toString();
    return lastFour.isEmpty() ? u"(short)"_s : u"…"_s + lastFour;
}
} // namespace

QCoro::Task<CliResult<ExitCode>> KeysCommand::run()
{
    const QString action = line().arguments.value(0, u"list"_s);
    const QString provider = line().arguments.value(1);
    if (action == "list"_L1 && provider.isEmpty())
        co_return co_await list();
    if (action == "set"_L1 && !provider.isEmpty())
        co_return co_await set(provider);
    if (action == "rm"_L1 && !provider.isEmpty())
        co_return co_await remove(provider);
    co_return wrongUse(u"cactl keys takes list, set PROVIDER or rm PROVIDER, not \"%1\" (cactl keys --help shows "
                       "how)"_s.arg(line().arguments.join(u' ')));
}

QCoro::Task<CliResult<ExitCode>> KeysCommand::list()
{
    const auto answer = co_await api().get(u"/keys"_s);
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json) {
        terminal().json(Stream::Out, *answer);
        co_return ExitCode::Ok;
    }
    const QJsonObject root = toObject(*answer);
    const QJsonArray keys = root[u"keys"].toArray();
    TextTable table({u"PROVIDER"_s, u"KEY"_s, u"FROM"_s});
    for (const QJsonValue value : keys) {
        const QJsonObject key = value.toObject();
        table.add({{.text = key[u"provider"].toString()}, {.text = keyText(key)}, {.text = key[u"place"].toString()}});
    }
    const int width = terminal().isTerminal(Stream::Out) ? terminal().width() : 0;
    if (keys.isEmpty())
        terminal().err(u"there is no key: cactl keys set PROVIDER sets one\n"_s);
    else
        terminal().out(table.render(width, terminal().isRich(Stream::Out)));
    terminal().err(harmless(root[u"keychain"][u"message"].toString()) + u'\n');
    co_return ExitCode::Ok;
}

QCoro::Task<CliResult<ExitCode>> KeysCommand::set(QString provider)
{
    const auto key = readSecret(terminal(), u"Key of %1 (it is not shown): "_s.arg(harmless(provider)));
    if (!key)
        co_return std::unexpected(key.error());
    const QJsonObject body{{u"key"_s, *key}};
    const auto answer = co_await api().send("PUT", pathOf(provider), QJsonDocument(body).toJson());
    if (!answer)
        co_return std::unexpected(answer.error());
    const QJsonObject info = toObject(*answer);
    if (line().json)
        terminal().json(Stream::Out, *answer);
    else
        terminal().err(u"the key %1 of %2 is in %3\n"_s.arg(keyText(info), harmless(provider),
                                                            harmless(info[u"place"].toString())));
    co_return ExitCode::Ok;
}

QCoro::Task<CliResult<ExitCode>> KeysCommand::remove(QString provider)
{
    const auto answer = co_await api().send("DELETE", pathOf(provider));
    if (!answer)
        co_return std::unexpected(answer.error());
    const QJsonObject info = toObject(*answer);
    if (line().json)
        terminal().json(Stream::Out, *answer);
    else if (info[u"key"].isObject())
        terminal().err(
            u"forgotten; the key in %1 is in force again\n"_s.arg(harmless(info[u"key"][u"place"].toString())));
    else
        terminal().err(u"forgotten\n"_s);
    co_return ExitCode::Ok;
}

} // namespace ca::cli
