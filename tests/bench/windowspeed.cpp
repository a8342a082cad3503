#include "windowspeed.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include "statistics.h"

namespace ca::bench {

using namespace Qt::StringLiterals;

namespace {
/// The mode of ca-bench-window.
QString modeOf(WindowSpeed::What what)
{
    switch (what) {
    case WindowSpeed::What::Filter:
        return u"filter"_s;
    case WindowSpeed::What::Frames:
        return u"frames"_s;
    case WindowSpeed::What::Serving:
        return u"serving"_s;
    case WindowSpeed::What::Dialog:
        return u"dialog"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QProcessEnvironment environmentOfWindow()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"CA_BIN_DIR"_s, QDir::cleanPath(QCoreApplication::applicationDirPath() + u"/../bin"_s));
    for (const QString &name : {u"AGENT_KEYCHAIN"_s, u"AGENT_DESKTOP_PORT"_s, u"AGENT_NOTEBOOK_PORT"_s})
        environment.insert(name, u"off"_s);
    return environment;
}
} // namespace

Goal WindowSpeed::goal() const
{
    switch (m_what) {
    case What::Filter:
        return {.name = u"window: filter 100,000 jobs"_s, .unit = u"ms"_s, .value = 50};
    case What::Frames:
        return {.name = u"window: frame p99, 1,000 changes/s"_s, .unit = u"ms"_s, .value = 16};
    case What::Serving:
        return {.name = u"window: the same, 500 REST calls/s"_s, .unit = u"ms"_s, .value = 16};
    case What::Dialog:
        return {.name = u"REST call with a modal dialog open"_s, .unit = u"x"_s, .value = 1.1};
    }
    Q_UNREACHABLE_RETURN({});
}

Result<Samples> WindowSpeed::run()
{
    constexpr int patience = 120'000;
    QProcess program;
    program.setProcessEnvironment(environmentOfWindow());
    program.start(QCoreApplication::applicationDirPath() + u"/ca-bench-window"_s, {modeOf(m_what)});
    if (!program.waitForFinished(patience)) {
        program.kill();
        program.waitForFinished();
    }
    Samples samples;
    QList<double> first;
    QList<double> second;
    for (const QJsonValue value : QJsonDocument::fromJson(program.readAllStandardOutput()).array()) {
        first.append(value[0].toDouble());
        second.append(value[1].toDouble());
        samples.values.append(m_what == What::Dialog ? second.last() / first.last() : first.last());
    }
    if (samples.values.isEmpty())
        return failure(ErrorCode::Io, u"the window was not measured: "_s +
                                          QString::fromUtf8(program.readAllStandardError()).trimmed());
    samples.note = m_what == What::Dialog ? u"without: %1 ms"_s.arg(median(first), 0, 'f', 2)
                                          : u"the GUI thread's own work: %1 ms"_s.arg(median(second), 0, 'f', 1);
    return samples;
}

} // namespace ca::bench
