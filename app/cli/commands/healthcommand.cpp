#include "healthcommand.h"

#include <QJsonArray>

#include "harmless.h"
#include "texttable.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

Style styleOf(const QString &state)
{
    if (state == "good"_L1)
        return Style::Green;
    return state == "warning"_L1 ? Style::Yellow : Style::Red;
}
} // namespace

QCoro::Task<CliResult<ExitCode>> HealthCommand::run()
{
    const auto answer = co_await api().get(u"/health"_s);
    if (!answer)
        co_return std::unexpected(answer.error());
    const QJsonObject report = toObject(*answer);
    if (line().json)
        terminal().json(Stream::Out, *answer);
    else
        show(report);
    co_return report[u"state"].toString() == "fault"_L1 ? ExitCode::Failed : ExitCode::Ok;
}

void HealthCommand::show(const QJsonObject &report) const
{
    TextTable table({u"STATE"_s, u"WHAT"_s, u"FINDING"_s});
    const QJsonArray checks = report[u"checks"].toArray();
    for (const QJsonValue value : checks) {
        const QJsonObject check = value.toObject();
        const QString state = check[u"state"].toString();
        const QString fix = check[u"fix"].toString();
        table.add({{.text = state, .style = styleOf(state)},
                   {.text = check[u"title"].toString()},
                   {.text = fix.isEmpty() ? check[u"finding"].toString()
                                          : QString(check[u"finding"].toString() + u' ' + fix)}});
    }
    const int width = terminal().isTerminal(Stream::Out) ? terminal().width() : 0;
    terminal().out(table.render(width, terminal().isRich(Stream::Out)));
    const QJsonObject versions = report[u"versions"].toObject();
    for (auto version = versions.begin(); version != versions.end(); ++version)
        terminal().out(u"%1: %2\n"_s.arg(harmless(version.key()), harmless(version.value().toString())));
}

} // namespace ca::cli
