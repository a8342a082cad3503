#include "report.h"

#include <QDateTime>
#include <cstdio>
#include <unistd.h>

#include "machine.h"
#include "statistics.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;

constexpr int nameWidth = 52;

void print(const QString &line)
{
    std::fputs(line.toUtf8().constData(), stdout);
    std::fflush(stdout);
}

QString number(double value)
{
    return QString::number(value, 'f', value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : 2);
}

QString row(const QString &name, const QStringList &cells)
{
    QString text = name.leftJustified(nameWidth);
    for (const QString &cell : cells)
        text += cell.rightJustified(14);
    return text;
}
} // namespace

Report::Report(const QJsonObject &earlier)
    : m_machine(machineFacts())
    , m_earlier(earlier)
{
}

void Report::begin() const
{
    print(u"%1, %2 cores, Linux %3, version %4\n\n"_s.arg(m_machine[u"cpu"].toString())
              .arg(m_machine[u"cores"].toInt())
              .arg(m_machine[u"kernel"].toString(), m_machine[u"version"].toString()));
    if (!m_earlier.isEmpty() && m_earlier[u"machine"][u"cpu"] != m_machine[u"cpu"])
        print(u"The earlier numbers come from another machine: %1\n\n"_s.arg(m_earlier[u"machine"][u"cpu"].toString()));
    print(row(u"measure"_s, {u"median"_s, u"min"_s, u"max"_s, u"goal"_s}) + u"  \n"_s);
}

void Report::announce(const Goal &goal) const
{
    if (::isatty(STDOUT_FILENO) == 1)
        print(goal.name + u" …\r"_s);
}

void Report::add(const Goal &goal, const Result<Samples> &samples)
{
    if (!samples || samples->values.isEmpty()) {
        ++m_failures;
        print(row(goal.name, {}) + u"  FAILED: %1\n"_s.arg(samples ? u"no samples"_s : samples.error().message));
        return;
    }
    const double middle = median(samples->values);
    const double least = quantile(samples->values, 0);
    const double most = quantile(samples->values, 1);
    const bool isMet = goal.isMetBy(middle);
    const QString limit = (goal.isAtLeast ? u">= "_s : u"<= "_s) + number(goal.value) + u' ' + goal.unit;
    print(row(goal.name, {number(middle), number(least), number(most), limit}) + (isMet ? u"  ok"_s : u"  MISSED"_s) +
          change(goal.name, middle) + (samples->note.isEmpty() ? u"\n"_s : u"  (%1)\n"_s.arg(samples->note)));
    QJsonArray values;
    for (const double value : samples->values)
        values.append(value);
    m_measures.append(QJsonObject{{u"name"_s, goal.name},
                                  {u"unit"_s, goal.unit},
                                  {u"median"_s, middle},
                                  {u"min"_s, least},
                                  {u"max"_s, most},
                                  {u"goal"_s, goal.value},
                                  {u"at_least"_s, goal.isAtLeast},
                                  {u"met"_s, isMet},
                                  {u"note"_s, samples->note},
                                  {u"samples"_s, values}});
}

QString Report::change(const QString &name, double median) const
{
    const QJsonArray measures = m_earlier[u"measures"].toArray();
    for (const QJsonValue measure : measures) {
        const double before = measure[u"median"].toDouble();
        if (measure[u"name"].toString() != name)
            continue;
        if (before == 0)
            return u"  was 0"_s;
        return u"  was %1 (%2 %)"_s.arg(number(before)).arg((median / before - 1) * 100, 0, 'f', 1);
    }
    return {};
}

QJsonObject Report::json() const
{
    return {{u"machine"_s, m_machine}, {u"time"_s, QDateTime::currentSecsSinceEpoch()}, {u"measures"_s, m_measures}};
}

} // namespace ca::bench
