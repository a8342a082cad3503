#include <QTest>

#include "sandboxjob.h"

using namespace ca;
using namespace ca::testing;
using namespace Qt::StringLiterals;

/// What a sandbox uses is measured from its cgroups, and without them from its processes.
class TestResourceProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsProcessorAndMemory_data();
    void countsProcessorAndMemory();
    void nothingIsMeasuredOfWhatHasGone();

private:
    static BubblewrapConfig config(bool useCgroups)
    {
        BubblewrapConfig config;
        config.agentPath = stepAgentPath();
        config.useCgroups = useCgroups;
        return config;
    }
};

void TestResourceProbe::countsProcessorAndMemory_data()
{
    QTest::addColumn<bool>("useCgroups");
    QTest::newRow("cgroups where there are some") << true;
    QTest::newRow("processes") << false;
}

void TestResourceProbe::countsProcessorAndMemory()
{
    QFETCH(const bool, useCgroups);
    BubblewrapEngine engine(config(useCgroups));
    SandboxJob job;
    job.limits.memoryMb = 512;
    // Of the processor time a part is that of a child which has ended.
    job.writePythonStep("import os, time, subprocess\n"
                        "kept = bytearray(b'x') * (100 << 20)\n"
                        "subprocess.run(['python3', '-c', 'import time\\nwhile time.process_time() < 0.5: pass'])\n"
                        "while time.process_time() < 0.5: pass\n"
                        "open('ready', 'w').close()\ntime.sleep(600)\n");
    QCOMPARE(job.start(engine), QString());
    const ResourceUse before = job.sandbox()->probe().measure();
    QVERIFY(before.time > 0);
    QVERIFY(job.waitForFile(u"ready"_s, 60'000));
    const ResourceUse after = job.sandbox()->probe().measure();
    QVERIFY2(after.cpuTime >= 950, qPrintable(QString::number(after.cpuTime)));
    QVERIFY2(after.memory >= 100 << 20 && after.memory < 400 << 20, qPrintable(QString::number(after.memory)));
    QVERIFY(after.processes >= 2);
    QVERIFY(after.time >= before.time);
}

void TestResourceProbe::nothingIsMeasuredOfWhatHasGone()
{
    BubblewrapEngine engine(config(true));
    SandboxJob job;
    job.writeShellStep("true\n");
    QCOMPARE(job.run(engine), QString());
    QCOMPARE(job.sandbox()->probe().measure(), ResourceUse());
    QCOMPARE(ResourceProbe().measure(), ResourceUse());
}

QTEST_GUILESS_MAIN(TestResourceProbe)
#include "tst_resourceprobe.moc"
