#include <QJsonArray>
#include <QTest>
#include <memory>

#include "enginedaemon.h"
#include "hostprocesses.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Many jobs at once in containers of a real engine ($CA_ENGINE), and what becomes of jobs when it goes away, for a
/// while and for good.
class TestEngineQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void hundredJobsAllRun();
    void lossOfTheEngineEndsTheJob();
    void hundredJobsAllEndWithoutTheirEngine();

private:
    QStringList scheduleMany(const QString &prompt);
    bool awaitAllEnded();

    std::unique_ptr<TestEngine> m_engine;
    std::unique_ptr<EngineDaemon> m_server;
};

namespace {
constexpr int jobCount = 100;
constexpr int mostMs = 600'000;
const auto imageName = u"debian:trixie-slim"_s;
} // namespace

void TestEngineQueue::initTestCase()
{
    const EngineKind kind = engineUnderTest();
    if (const QString why = TestEngine::obstacle(kind); !why.isEmpty())
        QSKIP(qPrintable(QString(u"No %1 here: "_s.arg(engineKindName(kind)) + why)));
    if (baseImage().isEmpty())
        QSKIP("No base image: it could not be made, see the fixture base-image.");
    m_engine = std::make_unique<TestEngine>(kind);
    if (!m_engine->start())
        QSKIP(qPrintable(QString(u"The engine does not start here: "_s + m_engine->log())));
    QCOMPARE(m_engine->importFile(imageName, baseImage()), QString());
    m_server = std::make_unique<EngineDaemon>(*m_engine, kind, imageName,
                                              QStringList{u"AGENT_MAX_JOBS=4"_s, u"AGENT_REJOIN_TIMEOUT=3"_s});
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
}

void TestEngineQueue::cleanupTestCase()
{
    if (m_server)
        QVERIFY(m_server->stop());
    if (m_engine)
        QVERIFY(m_engine->stop());
}

QStringList TestEngineQueue::scheduleMany(const QString &prompt)
{
    QStringList ids;
    for (int i = 0; i < jobCount; ++i)
        ids.append(DaemonProcess::schedule(m_server->http(), {{u"prompt"_s, prompt.arg(i)}}));
    return ids;
}

bool TestEngineQueue::awaitAllEnded()
{
    return QTest::qWaitFor(
        [this] {
            for (const QString &status : {u"scheduled"_s, u"running"_s}) {
                if (m_server->http().get(u"/jobs?limit=0&status="_s + status).json()[u"total"].toInt(-1) != 0)
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
        QCOMPARE(m_server->log(ids.at(i)), QByteArray("job " + QByteArray::number(i) + '\n'));
    QCOMPARE(m_engine->containers(), QStringList());
}

void TestEngineQueue::lossOfTheEngineEndsTheJob()
{
    const QString id = m_server->runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    m_engine->kill();
    const QJsonObject job = DaemonProcess::awaitEnd(m_server->http(), id, 90);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error"].toString().contains(u"did not come back within 3 s"_s),
             qPrintable(job[u"error"].toString()));
    const QJsonObject without = m_server->run(u"$ true\n"_s);
    QVERIFY2(without[u"error"].toString().startsWith(
                 u"Cannot reach the engine %1 at "_s.arg(engineKindName(engineUnderTest()))),
             qPrintable(without[u"error"].toString()));
    QVERIFY2(m_engine->start(), qPrintable(m_engine->log()));
    QCOMPARE(m_server->run(u"$ echo again\n"_s)[u"status"].toString(), u"complete"_s);
}

void TestEngineQueue::hundredJobsAllEndWithoutTheirEngine()
{
    const QStringList ids = scheduleMany(u"$ echo %1-mark-of-this-test; exec -a mark-of-this-test sleep 3\n"_s);
    QVERIFY(QTest::qWaitFor([&] { return m_server->log(ids.first()).contains("mark"); }, mostMs));
    m_engine->kill();
    QVERIFY(awaitAllEnded());
    QVERIFY(QTest::qWaitFor([] { return processesWith(u"mark-of-this-test"_s).isEmpty(); }, 30'000));
    int explained = 0;
    for (const QString &id : ids) {
        const QJsonObject job = m_server->http().get(u"/job/"_s + id).json();
        explained += job[u"status"] == u"complete"_s || job[u"error"].toString().contains(u"ngine"_s) ? 1 : 0;
    }
    QCOMPARE(explained, jobCount);
    QVERIFY2(m_engine->start(), qPrintable(m_engine->log()));
    QVERIFY(m_server->run(u"$ echo again\n"_s)[u"status"] == u"complete"_s);
    QVERIFY(QTest::qWaitFor([this] { return m_engine->containers().isEmpty(); }, 60'000));
}

QTEST_GUILESS_MAIN(TestEngineQueue)
#include "tst_enginequeue.moc"
