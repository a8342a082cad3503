#include <QTest>

#include "resourceplan.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestResourcePlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhoKeepsEachLimit_data();
    void namesWhoKeepsEachLimit();
    void refusesWhatNothingCanKeep_data();
    void refusesWhatNothingCanKeep();
    void givesStepsOnlyWhatNoGroupKeeps();
    void bindsToNoMoreProcessorsThanThereAre();
    void temporaryFilesFitIntoTheMemoryLimit();
};

namespace {

const auto v1 = u"cgroup v1"_s;
const auto v2 = u"cgroup v2"_s;

QString keptBy(const ResourcePlan &plan, const QString &limit)
{
    for (const auto &enforcement : plan.enforcement) {
        if (enforcement.limit == limit)
            return enforcement.by;
    }
    return u"nothing"_s;
}

} // namespace

void TestResourcePlan::namesWhoKeepsEachLimit_data()
{
    QTest::addColumn<HostFacts>("facts");
    QTest::addColumn<QStringList>("by"); // cpus, memory_mb, pids, disk_mb
    const auto disk = u"watchdog and rlimit"_s;
    QTest::newRow("all v2") << HostFacts{v2, v2, v2, 4, true} << QStringList{v2, v2, v2, disk};
    QTest::newRow("mixed") << HostFacts{{}, v2, v1, 4, true} << QStringList{u"cpu affinity"_s, v2, v1, disk};
    QTest::newRow("none") << HostFacts{{}, {}, {}, 4, true}
                          << QStringList{u"cpu affinity"_s, u"watchdog"_s, u"rlimit"_s, disk};
    QTest::newRow("few processors") << HostFacts{v2, v2, v2, 1, true}
                                    << QStringList{u"cgroup v2 (the machine has 1)"_s, v2, v2, disk};
}

void TestResourcePlan::namesWhoKeepsEachLimit()
{
    QFETCH(HostFacts, facts);
    QFETCH(QStringList, by);
    const auto plan = planResources(Limits{}, facts);
    QVERIFY(plan);
    const QStringList names{u"cpus"_s, u"memory_mb"_s, u"pids"_s, u"disk_mb"_s};
    for (qsizetype i = 0; i < names.size(); ++i)
        QCOMPARE(keptBy(*plan, names.at(i)), by.at(i));
    QCOMPARE(plan->enforcement.size(), names.size());
}

void TestResourcePlan::refusesWhatNothingCanKeep_data()
{
    QTest::addColumn<Limits>("limits");
    QTest::addColumn<HostFacts>("facts");
    QTest::addColumn<QString>("detail");
    const HostFacts all{v2, v2, v2, 4, true};
    QTest::newRow("fraction without a group") << Limits{.cpus = 1.5} << HostFacts{{}, v2, v2, 4, true} << u"cpus"_s;
    QTest::newRow("memory, no children listed") << Limits{} << HostFacts{v2, {}, v2, 4, false} << u"memory_mb"_s;
    QTest::newRow("no cpu") << Limits{.cpus = 0} << all << u"cpus"_s;
    QTest::newRow("no memory") << Limits{.memoryMb = 1} << all << u"memory_mb"_s;
    QTest::newRow("no processes") << Limits{.pids = 0} << all << u"pids"_s;
    QTest::newRow("no disk") << Limits{.diskMb = 0} << all << u"disk_mb"_s;
}

void TestResourcePlan::refusesWhatNothingCanKeep()
{
    QFETCH(Limits, limits);
    QFETCH(HostFacts, facts);
    QFETCH(QString, detail);
    const auto plan = planResources(limits, facts);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(plan.error().detail, detail);
}

void TestResourcePlan::givesStepsOnlyWhatNoGroupKeeps()
{
    const Limits limits{.pids = 100, .diskMb = 3};
    const auto grouped = planResources(limits, {v1, v1, v1, 2, true});
    const auto bare = planResources(limits, {{}, {}, {}, 2, true});
    QVERIFY(grouped && bare);
    QCOMPARE(grouped->stepRlimits, (StepRlimits{.maxProcesses = 0, .maxFileBytes = 3U << 20}));
    QCOMPARE(bare->stepRlimits, (StepRlimits{.maxProcesses = 101, .maxFileBytes = 3U << 20}));
}

void TestResourcePlan::bindsToNoMoreProcessorsThanThereAre()
{
    QCOMPARE(planResources(Limits{.cpus = 2}, {{}, {}, {}, 8, true})->boundCpus, 2);
    QCOMPARE(planResources(Limits{.cpus = 64}, {{}, {}, {}, 8, true})->boundCpus, 8);
    QCOMPARE(planResources(Limits{.cpus = 2}, {v2, {}, {}, 8, true})->boundCpus, 0);
}

void TestResourcePlan::temporaryFilesFitIntoTheMemoryLimit()
{
    const Limits limits{.memoryMb = 64};
    const auto plan = planResources(limits, {{}, {}, {}, 8, true});
    QVERIFY(plan->tmpBytes + plan->sharedMemoryBytes < limits.memoryBytes());
}

QTEST_GUILESS_MAIN(TestResourcePlan)
#include "tst_resourceplan.moc"
