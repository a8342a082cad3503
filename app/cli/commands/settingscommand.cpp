#include "settingscommand.h"

#include <QJsonArray>
#include <QJsonDocument>

#include "texttable.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

/// Numbers, texts, lists: as they stand in JSON, texts without their quotes.
QString valueText(const QJsonObject &setting)
{
    const QJsonValue value = setting[u"value"];
    if (value.isNull() || value.isUndefined()) {
        if (!setting.contains(u"is_set"_s))
            return u"-"_s;
        return setting[u"is_set"].toBool() ? u"(set)"_s : u"(not set)"_s;
    }
    if (value.isString())
        return value.toString();
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.sliced(1, json.size() - 2));
}
} // namespace

QCoro::Task<CliResult<ExitCode>> SettingsCommand::run()
{
    const auto answer = co_await api().get(u"/"_s);
    if (!answer)
        co_return std::unexpected(answer.error());
    const QJsonObject root = toObject(*answer);
    if (line().json) {
        terminal().json(Stream::Out, *answer);
        co_return ExitCode::Ok;
    }
    if (!root.contains(u"settings"_s))
        co_return failed(ErrorCode::Unsupported,
                         u"this server is of an older version, which does not tell its settings"_s);
    TextTable table({u"NAME"_s, u"VALUE"_s, u"SOURCE"_s, u"MEANING"_s});
    const QJsonArray settings = root[u"settings"].toArray();
    for (const QJsonValue value : settings) {
        const QJsonObject setting = value.toObject();
        const QString source = setting[u"source"].toString();
        table.add({{.text = setting[u"name"].toString()},
                   {.text = valueText(setting)},
                   {.text = source, .style = source == "default"_L1 ? Style::Dim : Style::Yellow},
                   {.text = setting[u"meaning"].toString()}});
    }
    const int width = terminal().isTerminal(Stream::Out) ? terminal().width() : 0;
    terminal().out(table.render(width, terminal().isRich(Stream::Out)));
    co_return ExitCode::Ok;
}

} // namespace ca::cli
