#include "stepnews.h"

#include "harmless.h"
#include "timetext.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

QString place(int number, int planned)
{
    return planned >= number ? u"[%1/%2]"_s.arg(number).arg(planned) : u"[%1]"_s.arg(number);
}
} // namespace

StepNews StepNews::from(const QJsonObject &json)
{
    StepNews step;
    const QString status = json[u"status"].toString();
    step.number = json[u"number"].toInt();
    step.isRunning = status == "running"_L1;
    step.hasSucceeded = status == "succeeded"_L1;
    step.timedOut = json[u"timed_out"].toBool();
    if (json[u"exit_code"].isDouble())
        step.exitCode = json[u"exit_code"].toInt();
    step.description = harmless(json[u"description"].toString());
    step.error = harmless(json[u"error"].toString());
    step.started = json[u"started"].toDouble();
    step.ended = json[u"ended"].toDouble();
    step.begin = {json[u"stdout"][u"begin"].toInteger(), json[u"stderr"][u"begin"].toInteger()};
    step.end = {json[u"stdout"][u"end"].toInteger(), json[u"stderr"][u"end"].toInteger()};
    return step;
}

QString StepNews::startLine(int planned) const
{
    return u"▸ %1 %2"_s.arg(place(number, planned), description);
}

QString StepNews::endLine(int planned) const
{
    QStringList facts;
    if (timedOut)
        facts.append(u"timed out"_s);
    else if (exitCode && *exitCode != 0)
        facts.append(u"exit code %1"_s.arg(*exitCode));
    else if (!hasSucceeded && !error.isEmpty())
        facts.append(error);
    if (ended > 0 && started > 0)
        facts.append(durationText(ended - started));
    return u"%1 %2 %3  %4"_s.arg(hasSucceeded ? u"✓"_s : u"✗"_s, place(number, planned), description,
                                 facts.join(u", "_s));
}

} // namespace ca::cli
