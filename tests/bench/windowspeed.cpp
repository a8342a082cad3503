#include "windowspeed.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include "statistics.h"

namespace ca::bench {

using namespace Qt::StringLiterals;

Goal WindowSpeed::goal() const
{
    if (m_what == What::Filter)
        return {.name = u"window: filter 100,000 jobs"_s, .unit = u"ms"_s, .value = 50};
    return {.name = u"window: frame p99, 1,000 changes/s"_s, .unit = u"ms"_s, .value = 16};
}

Result<Samples> WindowSpeed::run()
{
    constexpr int patience = 120'000;
    const QStringList what =
        m_what == What::Filter ? QStringList{u"filter"_s, u"100000"_s} : QStringList{u"frames"_s, u"10000"_s};
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    program.setProcessEnvironment(environment);
    program.start(QCoreApplication::applicationDirPath() + u"/ca-bench-window"_s, what);
    if (!program.waitForFinished(patience)) {
        program.kill();
        program.waitForFinished();
    }
    Samples samples;
    QList<double> work;
    for (const QJsonValue value : QJsonDocument::fromJson(program.readAllStandardOutput()).array()) {
        samples.values.append(value[0].toDouble());
        work.append(value[1].toDouble());
    }
    samples.note = u"the GUI thread's own work: %1 ms"_s.arg(median(work), 0, 'f', 1);
    if (samples.values.isEmpty())
        return failure(ErrorCode::Io, u"the window was not measured: "_s +
                                          QString::fromUtf8(program.readAllStandardError()).trimmed());
    return samples;
}

} // namespace ca::bench
