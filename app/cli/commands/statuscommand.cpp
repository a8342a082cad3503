#include "statuscommand.h"

#include <QJsonArray>

#include "harmless.h"
#include "jobresolver.h"
#include "jobtext.h"
#include "stepnews.h"
#include "timetext.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using Stream = Terminal::Stream;

void addField(QString &out, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        out += name.leftJustified(10) + value + u'\n';
}

QString phaseOf(const QJsonObject &job)
{
    const QJsonObject progress = job[u"progress"].toObject();
    const QString phase = job[u"phase"].toString();
    if (phase.isEmpty())
        return {};
    if (phase == "packing"_L1)
        return u"packing the result, %1 %"_s.arg(progress[u"packing_percent"].toInt());
    return harmless(phase).replace(u'_', u' ');
}

/// What the job asks the person.
QString approvalOf(const QJsonObject &job)
{
    const QJsonObject approval = job[u"approval"].toObject();
    if (approval.isEmpty())
        return {};
    QString out = u"\nwaits for approval (cactl approve %1, or with --no):\n"_s.arg(job[u"job_id"].toString().left(8));
    const QJsonArray steps = approval[u"steps"].toArray();
    for (const QJsonValue step : steps) {
        out += u"  %1: %2\n"_s.arg(harmless(step[u"type"].toString()), harmless(step[u"description"].toString()));
        const QStringList code = step[u"code"].toString().trimmed().split(u'\n');
        for (const QString &codeLine : code)
            out += u"      "_s + harmless(codeLine) + u'\n';
    }
    return out;
}

QString providersOf(const QJsonObject &job)
{
    QStringList texts;
    const QJsonArray providers = job[u"usage"][u"providers"].toArray();
    for (const QJsonValue entry : providers) {
        texts.append(u"%1 %2 (%3 calls, %4 tokens)"_s.arg(
            harmless(entry[u"provider"].toString()), harmless(entry[u"model"].toString()),
            QString::number(entry[u"calls"].toInt()),
            QString::number(entry[u"prompt_tokens"].toInteger() + entry[u"answer_tokens"].toInteger())));
    }
    return texts.isEmpty() ? harmless(job[u"provider"].toString()) : texts.join(u", "_s);
}

QString stepsOf(const QJsonObject &job, const Terminal &terminal)
{
    QString out;
    const int planned = job[u"steps_planned"].toInt();
    const QJsonArray steps = job[u"steps"].toArray();
    for (const QJsonValue value : steps) {
        const StepNews step = StepNews::from(value.toObject());
        const Style style = step.isRunning ? Style::Cyan : step.hasSucceeded ? Style::Green : Style::Red;
        out +=
            terminal.look(Stream::Out, step.isRunning ? step.startLine(planned) : step.endLine(planned), style) + u'\n';
    }
    return out;
}

QString textOf(const QJsonObject &job, const Terminal &terminal)
{
    const double now = secondsNow();
    const QString status = harmless(job[u"status"].toString());
    const QString id = job[u"job_id"].toString();
    QString out;
    addField(out, u"job"_s, id);
    addField(out, u"title"_s, harmless(job[u"title"].toString()));
    addField(out, u"status"_s, terminal.look(Stream::Out, status, statusStyle(status)));
    addField(out, u"phase"_s, phaseOf(job));
    addField(out, u"error"_s, harmless(job[u"error"].toString()));
    addField(out, u"summary"_s, harmless(job[u"summary"].toString()));
    addField(out, u"created"_s, agoText(now - job[u"created"].toDouble()));
    addField(out, u"duration"_s, runTime(job, now));
    addField(out, u"provider"_s, providersOf(job));
    addField(out, u"engine"_s,
             u"%1 (%2)"_s.arg(harmless(job[u"engine"].toString()), harmless(job[u"engine_reason"].toString())));
    addField(out, u"image"_s, harmless(job[u"image"].toString()));
    addField(out, u"runtime"_s, harmless(job[u"runtime"].toString()));
    if (const qint64 size = job[u"usage"][u"result_bytes"].toInteger(); size > 0)
        addField(out, u"result"_s, u"%1; fetch it with: cactl download %2"_s.arg(sizeText(size), id.left(8)));
    const QString steps = stepsOf(job, terminal);
    return (steps.isEmpty() ? out : out + u'\n' + steps) + approvalOf(job);
}
} // namespace

QCoro::Task<CliResult<ExitCode>> StatusCommand::run()
{
    const auto id = co_await JobResolver(api()).resolve(line().arguments.first());
    if (!id)
        co_return std::unexpected(id.error());
    const auto answer = co_await api().get((line().json ? u"/status/"_s : u"/job/"_s) + *id);
    if (!answer)
        co_return std::unexpected(answer.error());
    if (line().json)
        terminal().json(Stream::Out, *answer);
    else
        terminal().out(textOf(toObject(*answer), terminal()));
    co_return ExitCode::Ok;
}

} // namespace ca::cli
