#include <QJsonArray>
#include <QTest>

#include "enginetest.h"
#include "hostprocesses.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Many jobs at once in containers of a real engine ($CA_ENGINE), and what becomes of jobs when it goes away, for a
/// while and for good.
class TestEngineQueue : public EngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void hundredJobsAllRun();
    void lossOfTheEngineEndsTheJob();
    void hundredJobsAllEndWithoutTheirEngine();

private:
    Setup setup() override { return {.settings = {u"AGENT_MAX_JOBS=4"_s, u"AGENT_REJOIN_TIMEOUT=3"_s}}; }
    QStringList scheduleMany(const QString &prompt);
    bool awaitAllEnded();
};

namespace {
constexpr int jobCount = 100;
constexpr int mostMs = 600'000;
} // namespace

QStringList TestEngineQueue::scheduleMany(const QString &prompt)
{
    QStringList ids;
    for (int i = 0; i < jobCount; ++i)
        ids.append(DaemonProcess::schedule(server().http(), {{u"prompt"_s, prompt.arg(i)}}));
    return ids;
}

bool TestEngineQueue::awaitAllEnded()
{
    return QTest::qWaitFor(
        [this] {
            for (const QString &status : {u"scheduled"_s, u"running"_s}) {
                if (server().http().get(u"/jobs?limit=0&status="_s + status).json()[u"total"].toInt(-1) != 0)
                    return false;
            }
            return true;
        },
        mostMs);
}

void TestEngineQueue::hundredJobsAllRun()
{
    const QStringList ids = scheduleMany(u"$ echo job %1\n"_s);
    QVERIFY(!ids.contains(QString()));
    QVERIFY(awaitAllEnded());
    for (int i = 0; i < jobCount; ++i)
        QCOMPARE(server().log(ids.at(i)), QByteArray("job " + QByteArray::number(i) + '\n'));
    QCOMPARE(engine().containers(), QStringList());
}

void TestEngineQueue::lossOfTheEngineEndsTheJob()
{
    const QString id = server().runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    engine().kill();
    const QJsonObject job = server().awaitEnd(id);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error"].toString().contains(u"did not come back within 3 s"_s),
             qPrintable(job[u"error"].toString()));
    const QJsonObject without = server().run(u"$ true\n"_s);
    QVERIFY2(without[u"error"].toString().startsWith(u"Cannot reach the engine %1 at "_s.arg(engineKindName(kind()))),
             qPrintable(without[u"error"].toString()));
    QVERIFY2(engine().start(), qPrintable(engine().log()));
    QCOMPARE(server().run(u"$ echo again\n"_s)[u"status"].toString(), u"complete"_s);
}

void TestEngineQueue::hundredJobsAllEndWithoutTheirEngine()
{
    const QStringList ids = scheduleMany(u"$ echo %1-mark-of-this-test; exec -a mark-of-this-test sleep 3\n"_s);
    QVERIFY(QTest::qWaitFor([&] { return server().log(ids.first()).contains("mark"); }, mostMs));
    engine().kill();
    QVERIFY(awaitAllEnded());
    QVERIFY(QTest::qWaitFor([] { return processesWith(u"mark-of-this-test"_s).isEmpty(); }, 30'000));
    int explained = 0;
    for (const QString &id : ids) {
        const QJsonObject job = server().job(id);
        explained += job[u"status"] == u"complete"_s || job[u"error"].toString().contains(u"ngine"_s) ? 1 : 0;
    }
    QCOMPARE(explained, jobCount);
    QVERIFY2(engine().start(), qPrintable(engine().log()));
    QVERIFY(server().run(u"$ echo again\n"_s)[u"status"] == u"complete"_s);
}

QTEST_GUILESS_MAIN(TestEngineQueue)
#include "tst_enginequeue.moc"
