#include "dashboardstart.h"

#include <QTemporaryDir>
#include <chrono>
#include <thread>

#include "processfacts.h"
#include "programprocess.h"
#include "storedjobs.h"
#include "testscreen.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int jobCount = 10'000;
constexpr int starts = 7;
} // namespace

Goal DashboardStart::goal() const
{
    if (m_what == What::FirstFrame)
        return {.name = u"dashboard: start to first frame"_s, .unit = u"ms"_s, .value = 250};
    return {.name = u"dashboard: memory with 10,000 jobs"_s, .unit = u"MB"_s, .value = 90};
}

Result<Samples> DashboardStart::run()
{
    const QTemporaryDir folder;
    QList<Job> jobs;
    for (int i = 0; i < jobCount; ++i)
        jobs.append(test::endedJob(QUuid::createUuid(), u"Sales report of week %1, with charts"_s.arg(i)));
    if (!test::storeJobs(folder.path(), jobs))
        return failure(ErrorCode::Io, u"cannot write %1 jobs into the store"_s.arg(jobCount));
    Samples samples;
    for (int i = 0; i < (m_what == What::Memory ? 3 : starts); ++i) {
        const Result<double> sample = startOnce(folder.path());
        if (!sample)
            return failure(sample.error());
        samples.values.append(*sample);
    }
    return samples;
}

Result<double> DashboardStart::startOnce(const QString &dataDir) const
{
    const auto screen = TestScreen::start();
    if (!screen)
        return failure(screen.error());
    QProcessEnvironment environment;
    environment.insert(u"DISPLAY"_s, (*screen)->display());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"AGENT_KEYCHAIN"_s, u"off"_s);
    const auto begin = std::chrono::steady_clock::now();
    test::ProgramProcess program({.program = u"containerized-agent"_s,
                                  .arguments = {u"--data"_s, dataDir, u"--listen"_s, u"127.0.0.1:0"_s},
                                  .environment = environment});
    if (!(*screen)->awaitPaintedWindow(30s))
        return failure(ErrorCode::Io, u"no window came: "_s + program.output());
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    if (m_what == What::FirstFrame)
        return time.count();
    if (!program.awaitUrl().isValid())
        return failure(ErrorCode::Io, u"the API did not start: "_s + program.output());
    std::this_thread::sleep_for(2s); // the list is filled and painted
    return residentMb(program.pid());
}

} // namespace ca::bench
