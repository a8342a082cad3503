#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "daemonprocess.h"
#include "hostprocesses.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// What a daemon that is killed without warning leaves behind, and what the next one makes of it.
class TestRestart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedDaemonLosesNothing();
    void cancelledJobsStayCancelled();
    void aLostJobFolderIsNoObstacle();
    void endedJobsAreStillThere();
};

void TestRestart::killedDaemonLosesNothing()
{
    const QTemporaryDir dir;
    const QString mark = u"mark-"_s + QUuid::createUuid().toString(QUuid::Id128);
    QString running;
    QStringList waiting;
    {
        DaemonProcess daemon({.dataDir = dir.path(), .arguments = {u"--max-jobs"_s, u"1"_s}});
        QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
        HttpClient http = daemon.http();
        running = DaemonProcess::schedule(
            http, {{u"prompt"_s, u"$ echo before; echo made > made.txt; setsid sh -c 'sleep 1000; : %1'"_s.arg(mark)}});
        for (int i = 0; i < 3; ++i)
            waiting.append(DaemonProcess::schedule(http, {{u"prompt"_s, u"$ true"_s}}));
        QVERIFY(QTest::qWaitFor([&] { return !processesWith(mark).isEmpty(); }, 20'000));
        // What is still in a pipe when the daemon is killed is lost.
        const QString log = u"/logs/%1/stdout"_s.arg(running);
        QVERIFY(QTest::qWaitFor([&] { return http.get(log).body == "before\n"; }, 5'000));
        daemon.kill();
    }
    QVERIFY(QTest::qWaitFor([&] { return processesWith(mark).isEmpty(); }, 2'000));

    DaemonProcess daemon({.dataDir = dir.path()});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    const QJsonObject job = DaemonProcess::awaitEnd(http, running);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY(job[u"error"].toString().startsWith(u"interrupted"_s));
    QCOMPARE(http.get(u"/logs/%1/stdout"_s.arg(running)).body, QByteArray("before\n"));
    QVERIFY(QFile::exists(u"%1/jobs/%2/workspace/made.txt"_s.arg(dir.path(), running)));
    QCOMPARE(http.get(u"/download/"_s + running).status, 200);
    for (const QString &id : std::as_const(waiting))
        QCOMPARE(DaemonProcess::awaitEnd(http, id)[u"status"].toString(), u"complete"_s);
}

void TestRestart::cancelledJobsStayCancelled()
{
    const QTemporaryDir dir;
    QStringList ids;
    {
        DaemonProcess daemon({.dataDir = dir.path(), .arguments = {u"--max-jobs"_s, u"1"_s}});
        QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
        HttpClient http = daemon.http();
        for (int i = 0; i < 2; ++i)
            ids.append(DaemonProcess::schedule(http, {{u"prompt"_s, u"$ echo at work; exec sleep 1000"_s}}));
        const QString log = u"/logs/%1/stdout"_s.arg(ids.first());
        QVERIFY(QTest::qWaitFor([&] { return http.get(log).body == "at work\n"; }, 20'000));
        for (const QString &id : std::as_const(ids))
            QCOMPARE(http.post(u"/cancel/"_s + id).status, 200);
        daemon.kill();
    }
    DaemonProcess daemon({.dataDir = dir.path()});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    for (const QString &id : std::as_const(ids))
        QCOMPARE(DaemonProcess::awaitEnd(http, id)[u"status"].toString(), u"cancelled"_s);
}

void TestRestart::aLostJobFolderIsNoObstacle()
{
    const QTemporaryDir dir;
    QString id;
    {
        DaemonProcess daemon({.dataDir = dir.path()});
        QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
        HttpClient http = daemon.http();
        id = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ sleep 1000"_s}});
        QVERIFY(DaemonProcess::awaitStatus(http, id, u"phase"_s, u"working"_s));
        daemon.kill();
    }
    const QString jobDir = u"%1/jobs/%2"_s.arg(dir.path(), id);
    QVERIFY(QTest::qWaitFor([&] { return processesUsing(jobDir).isEmpty(); }, 2'000));
    QVERIFY(QDir(jobDir).removeRecursively());
    DaemonProcess daemon({.dataDir = dir.path()});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    const QJsonObject job = DaemonProcess::awaitEnd(http, id);
    QCOMPARE(job[u"error_code"].toString(), u"interrupted"_s);
    QCOMPARE(http.get(u"/download/"_s + id).status, 200);
}

void TestRestart::endedJobsAreStillThere()
{
    const QTemporaryDir dir;
    QJsonObject before;
    {
        DaemonProcess daemon({.dataDir = dir.path()});
        QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
        HttpClient http = daemon.http();
        before = DaemonProcess::awaitEnd(http, DaemonProcess::schedule(http, {{u"prompt"_s, u"$ echo hello"_s}}));
        QVERIFY(daemon.stop());
    }
    DaemonProcess daemon({.dataDir = dir.path()});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    QCOMPARE(http.get(u"/job/"_s + before[u"job_id"].toString()).json(), before);
    QCOMPARE(http.get(u"/jobs"_s).json()[u"total"].toInt(), 1);
}

QTEST_GUILESS_MAIN(TestRestart)
#include "tst_restart.moc"
