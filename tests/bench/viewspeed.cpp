#include "viewspeed.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;

/// The times that one run of the program prints.
Result<QList<double>> timesOf(const QString &what, int count)
{
    constexpr int patience = 120'000;
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"CA_BIN_DIR"_s, QCoreApplication::applicationDirPath() + u"/../bin"_s);
    program.setProcessEnvironment(environment);
    program.start(QCoreApplication::applicationDirPath() + u"/ca-bench-views"_s, {what, QString::number(count)});
    if (!program.waitForFinished(patience)) {
        program.kill();
        program.waitForFinished();
    }
    QList<double> times;
    for (const QJsonValue value : QJsonDocument::fromJson(program.readAllStandardOutput()).array())
        times.append(value.toDouble());
    if (times.size() < count)
        return failure(ErrorCode::Io,
                       u"the view was not measured: "_s + QString::fromUtf8(program.readAllStandardError()).trimmed());
    return times;
}
} // namespace

Goal ViewSpeed::goal() const
{
    switch (m_what) {
    case What::ColdDesktop:
        return {.name = u"tab: a desktop wanted to its terminal seen, cold"_s, .unit = u"ms"_s, .value = 1500};
    case What::WarmDesktop:
        return {.name = u"tab: a desktop wanted to its terminal seen, warm"_s, .unit = u"ms"_s, .value = 400};
    case What::Notebook:
        break;
    }
    return {.name = u"tab: a notebook wanted to its page ready"_s, .unit = u"ms"_s, .value = 4000};
}

Result<Samples> ViewSpeed::run()
{
    constexpr int coldSamples = 5;
    if (m_what == What::WarmDesktop) {
        return timesOf(u"desktop"_s, 1 + 2 * coldSamples).transform([](const QList<double> &times) {
            return Samples{.values = times.sliced(1)};
        });
    }
    Samples samples;
    for (int i = 0; i < coldSamples; ++i) {
        const auto times = timesOf(m_what == What::ColdDesktop ? u"desktop"_s : u"notebook"_s, 1);
        if (!times)
            return failure(times.error());
        samples.values += *times;
    }
    return samples;
}

} // namespace ca::bench
