#include <QJsonArray>
#include <QTest>

#include "cactlfixture.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Outcome = CactlProcess::Outcome;

/// The commands of the real cactl against a real server, but for `run` (see tst_cactlrun).
class TestCactl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void scheduleTakesTheTaskFrom_data();
    void scheduleTakesTheTaskFrom();
    void scheduleSendsTheOptions();
    void statusShowsStepsAndResult();
    void jobsAreListed();
    void jobsAreFiltered_data();
    void jobsAreFiltered();
    void logsGoToTheirStreams();
    void logsAreFollowedToTheEnd();
    void cancelEndsTheJob();
    void cancelGoesOnAfterAnUnknownJob();
    void retryPrintsTheNewId();
    void rmDeletesEndedJobs();
    void settingsAreListed();

private:
    std::unique_ptr<CactlFixture> m_fixture;
};

void TestCactl::initTestCase()
{
    m_fixture = std::make_unique<CactlFixture>();
    QVERIFY2(m_fixture->isReady(), qPrintable(m_fixture->problem()));
}

void TestCactl::cleanupTestCase()
{
    QVERIFY(m_fixture->stop());
}

void TestCactl::scheduleTakesTheTaskFrom_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("the command line") << QStringList{u"$ echo täsk"_s} << QByteArray();
    QTest::newRow("a file") << QStringList{u"--file"_s, u"task.md"_s} << QByteArray();
    QTest::newRow("standard input") << QStringList{u"-"_s} << QByteArray("$ echo täsk");
}

void TestCactl::scheduleTakesTheTaskFrom()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, input);
    QVERIFY(writeTo(m_fixture->path(u"task.md"_s), "$ echo täsk"));
    const Outcome outcome = m_fixture->cactl(QStringList{u"schedule"_s} + arguments, input);
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.exitCode, 0);
    const QString id = QString::fromUtf8(outcome.out).trimmed();
    QCOMPARE(DaemonProcess::awaitEnd(m_fixture->http(), id)[u"status"].toString(), u"complete"_s);
    QCOMPARE(m_fixture->http().get(u"/logs/%1/stdout"_s.arg(id)).body, QByteArray("täsk\n"));
}

void TestCactl::scheduleSendsTheOptions()
{
    const Outcome outcome =
        m_fixture->cactl({u"schedule"_s, u"$ true"_s, u"--priority"_s, u"-7"_s, u"--limit"_s, u"wall_time=77"_s,
                          u"--limit"_s, u"cpus=0.5"_s, u"--exclude"_s, u"target"_s, u"--provider"_s, u"runbook"_s});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject job = m_fixture->http().get(u"/job/"_s + QString::fromUtf8(outcome.out).trimmed()).json();
    QCOMPARE(job[u"priority"].toInt(), -7);
    QCOMPARE(job[u"limits"][u"wall_time"].toInt(), 77);
    QCOMPARE(job[u"limits"][u"cpus"].toDouble(), 0.5);
    QCOMPARE(job[u"exclude"].toArray(), QJsonArray{u"target"_s});
}

void TestCactl::statusShowsStepsAndResult()
{
    const Outcome outcome = m_fixture->cactl({u"status"_s, m_fixture->ranJob()});
    QCOMPARE(outcome.exitCode, 0);
    for (const QByteArray &part :
         {m_fixture->ranJob().toUtf8(), QByteArray("complete"), QByteArray("✓ [1/1]"), QByteArray("cactl download")})
        QVERIFY2(outcome.out.contains(part), outcome.out.constData());
}

void TestCactl::jobsAreListed()
{
    const QString row = u"\n%1  complete"_s.arg(m_fixture->ranJob().left(8));
    const Outcome outcome = m_fixture->cactl({u"jobs"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.out.startsWith("ID        STATUS"), outcome.out.constData());
    QVERIFY(outcome.out.contains(row.toUtf8()));
}

void TestCactl::jobsAreFiltered_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("count");
    QTest::newRow("text") << QStringList{u"-q"_s, u"twin"_s} << 2;
    QTest::newRow("text with signs") << QStringList{u"-q"_s, u"twin&status=+ %"_s} << 0;
    QTest::newRow("status") << QStringList{u"--status"_s, u"cancelled"_s, u"--query"_s, u"twin"_s} << 0;
    QTest::newRow("limit") << QStringList{u"-q"_s, u"twin"_s, u"--limit"_s, u"1"_s} << 1;
    QTest::newRow("all") << QStringList{u"--all"_s, u"-q"_s, u"twin"_s} << 2;
}

void TestCactl::jobsAreFiltered()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = m_fixture->cactl(QStringList{u"jobs"_s, u"--json"_s} + arguments);
    QCOMPARE(outcome.exitCode, 0);
    QTEST(static_cast<int>(objectOf(outcome.out)[u"jobs"].toArray().size()), "count");
}

void TestCactl::logsGoToTheirStreams()
{
    const QByteArray printed("one\n\033]0;owned\007two\r\n\377");
    const Outcome both = m_fixture->cactl({u"logs"_s, m_fixture->ranJob()});
    QCOMPARE(both.exitCode, 0);
    QCOMPARE(both.out, printed); // not a terminal: byte by byte
    QCOMPARE(both.err, QByteArray("oops\n"));
    const Outcome onlyErr = m_fixture->cactl({u"logs"_s, m_fixture->ranJob(), u"--stderr"_s});
    QCOMPARE(onlyErr.out, QByteArray("oops\n"));
    QCOMPARE(onlyErr.err, QByteArray());
}

void TestCactl::logsAreFollowedToTheEnd()
{
    const QString gate = u"until [ -e go ]; do sleep 0.05; done"_s;
    const QString id =
        DaemonProcess::schedule(m_fixture->http(), {{u"prompt"_s, u"$ echo first; %1; echo last"_s.arg(gate)}});
    CactlProcess follower(m_fixture->url(), m_fixture->path({}));
    follower.start({u"logs"_s, u"-f"_s, id});
    QVERIFY(follower.awaitOutput("first\n"));
    QCOMPARE(follower.process().state(), QProcess::Running);
    QVERIFY(writeTo(u"%1/jobs/%2/workspace/go"_s.arg(m_fixture->dataDir(), id), {}));
    const Outcome outcome = follower.finish();
    QCOMPARE(outcome.out, QByteArray("first\nlast\n"));
    QCOMPARE(outcome.exitCode, 0);
}

void TestCactl::cancelEndsTheJob()
{
    const QString id = DaemonProcess::schedule(m_fixture->http(), {{u"prompt"_s, u"$ sleep 1000"_s}});
    QVERIFY(DaemonProcess::awaitStatus(m_fixture->http(), id, u"status"_s, u"running"_s));
    const Outcome outcome = m_fixture->cactl({u"cancel"_s, id});
    QCOMPARE(outcome.out, id.toUtf8() + '\n');
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(DaemonProcess::awaitEnd(m_fixture->http(), id)[u"status"].toString(), u"cancelled"_s);
    const Outcome again = m_fixture->cactl({u"cancel"_s, id});
    QCOMPARE(again.exitCode, 0);
    QVERIFY2(again.err.contains("had already ended"), again.err.constData());
}

void TestCactl::cancelGoesOnAfterAnUnknownJob()
{
    const QString id = DaemonProcess::schedule(m_fixture->http(), {{u"prompt"_s, u"$ sleep 1000"_s}});
    const Outcome outcome = m_fixture->cactl({u"cancel"_s, u"00000000"_s, id});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.err.contains("00000000"), outcome.err.constData());
    QCOMPARE(DaemonProcess::awaitEnd(m_fixture->http(), id)[u"status"].toString(), u"cancelled"_s);
}

void TestCactl::retryPrintsTheNewId()
{
    const Outcome outcome = m_fixture->cactl({u"retry"_s, m_fixture->ranJob()});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    const QString id = QString::fromUtf8(outcome.out).trimmed();
    QVERIFY(id != m_fixture->ranJob());
    QCOMPARE(DaemonProcess::awaitEnd(m_fixture->http(), id)[u"status"].toString(), u"complete"_s);
}

void TestCactl::rmDeletesEndedJobs()
{
    const QString ended = DaemonProcess::schedule(m_fixture->http(), {{u"prompt"_s, u"$ true"_s}});
    DaemonProcess::awaitEnd(m_fixture->http(), ended);
    const Outcome outcome = m_fixture->cactl({u"rm"_s, ended});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(outcome.out, ended.toUtf8() + '\n');
    QCOMPARE(m_fixture->http().get(u"/job/"_s + ended).status, 404);

    const QString running = DaemonProcess::schedule(m_fixture->http(), {{u"prompt"_s, u"$ sleep 1000"_s}});
    const Outcome refused = m_fixture->cactl({u"rm"_s, running});
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(m_fixture->http().get(u"/job/"_s + running).status, 200);
    QCOMPARE(m_fixture->cactl({u"cancel"_s, running}).exitCode, 0);
}

void TestCactl::settingsAreListed()
{
    const Outcome outcome = m_fixture->cactl({u"settings"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY2(outcome.out.startsWith("NAME"), outcome.out.constData());
    const QJsonArray settings = m_fixture->http().get(u"/"_s).json()[u"settings"].toArray();
    QVERIFY(!settings.isEmpty());
    for (const QJsonValue setting : settings)
        QVERIFY2(outcome.out.contains(setting[u"name"].toString().toUtf8()), outcome.out.constData());
}

QTEST_GUILESS_MAIN(TestCactl)
#include "tst_cactl.moc"
