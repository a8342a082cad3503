#include "healthreport.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

#include "redactor.h"

namespace ca {

using namespace Qt::StringLiterals;

QString healthStateName(HealthState state)
{
    constexpr std::array names{"good"_L1, "warning"_L1, "fault"_L1};
    return names.at(static_cast<std::size_t>(state));
}

HealthState HealthReport::state() const
{
    const auto worst = std::ranges::max_element(checks, {}, &HealthCheck::state);
    return worst == checks.end() ? HealthState::Good : worst->state;
}

QString HealthReport::toText() const
{
    QString text = u"Containerized Agent, health at "_s + time.toUTC().toString(Qt::ISODate) + u"\n\n"_s;
    for (const HealthCheck &check : checks) {
        text += u"[%1] %2: %3\n"_s.arg(healthStateName(check.state), check.title, check.finding);
        if (!check.fix.isEmpty())
            text += u"    What to do: %1\n"_s.arg(check.fix);
    }
    text += u'\n';
    for (const VersionFact &fact : versions)
        text += fact.name + u": " + fact.version + u'\n';
    return text;
}

QJsonObject HealthReport::toJson() const
{
    QJsonArray list;
    for (const HealthCheck &check : checks) {
        list.append(QJsonObject{{u"id"_s, check.id},
                                {u"title"_s, check.title},
                                {u"state"_s, healthStateName(check.state)},
                                {u"finding"_s, check.finding},
                                {u"fix"_s, check.fix.isEmpty() ? QJsonValue() : QJsonValue(check.fix)}});
    }
    QJsonObject numbers;
    for (const VersionFact &fact : versions)
        numbers.insert(fact.name, fact.version);
    return {{u"state"_s, healthStateName(state())}, {u"checks"_s, list}, {u"versions"_s, numbers}};
}

HealthReport HealthReport::redacted(const Redactor &redactor) const
{
    HealthReport report = *this;
    for (HealthCheck &check : report.checks) {
        check.finding = redactor.redacted(check.finding);
        check.fix = redactor.redacted(check.fix);
    }
    return report;
}

} // namespace ca
