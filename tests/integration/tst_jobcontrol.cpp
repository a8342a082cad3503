#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <memory>

#include "daemonprocess.h"
#include "hostprocesses.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// Cancel, limits, priorities and shutdown, with real sandboxes.
class TestJobControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void cancelledJobIsGoneWithinASecond();
    void waitingJobIsCancelledAtOnce();
    void wallTimeEndsTheJob();
    void higherPriorityRunsFirst();
    void noMoreThanMaxJobsRunAtOnce();
    void sigtermInterruptsAndLeavesNothing();
    void secondDaemonOnTheFolderIsRefused();
    void takenPortIsRefused();
    void networkAddressIsRefused();

private:
    /// Starts a job whose process carries `mark` in its command line and returns once it runs.
    QString startMarked(const QString &mark);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
};

void TestJobControl::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(
        DaemonProcess::Options{.dataDir = m_dir->path(), .arguments = {u"--max-jobs"_s, u"1"_s}});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

void TestJobControl::cleanup()
{
    m_http.reset();
    m_daemon.reset();
}

QString TestJobControl::startMarked(const QString &mark)
{
    // Daemonised, deaf to SIGTERM, and one of them stopped: the tree that is hard to end.
    const QString prompt = u"```sh\n"
                           "(trap '' TERM HUP INT; setsid sh -c 'trap \"\" TERM; sleep 1000; : %1' &)\n"
                           "sh -c 'kill -STOP $$; : %1' &\n"
                           "sleep 1000; : %1\n"
                           "```\n"_s.arg(mark);
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, prompt}});
    if (!QTest::qWaitFor([&] { return processesWith(mark).size() >= 2; }, 20'000))
        return {};
    return id;
}

void TestJobControl::cancelledJobIsGoneWithinASecond()
{
    const QString mark = u"mark-"_s + QUuid::createUuid().toString(QUuid::Id128);
    const QString id = startMarked(mark);
    QVERIFY(!id.isEmpty());
    QElapsedTimer timer;
    timer.start();
    const QJsonObject answer = m_http->post(u"/cancel/"_s + id).json();
    QCOMPARE(answer[u"cancelled"].toBool(), true);
    QVERIFY(QTest::qWaitFor([&] { return processesWith(mark).isEmpty(); }, 5'000));
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
    const QJsonObject job = DaemonProcess::awaitEnd(*m_http, id);
    QCOMPARE(job[u"status"].toString(), u"cancelled"_s);
    QCOMPARE(job[u"cancelled"].toBool(), true);
    QCOMPARE(m_http->get(u"/download/"_s + id).status, 200); // what there was is packed
}

void TestJobControl::waitingJobIsCancelledAtOnce()
{
    const QString blocker = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ sleep 1000"_s}});
    const QString waiting = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ true"_s}});
    const QJsonObject answer = m_http->post(u"/cancel/"_s + waiting).json();
    QCOMPARE(answer[u"status"].toString(), u"cancelled"_s);
    const HttpAnswer download = m_http->get(u"/download/"_s + waiting);
    QCOMPARE(download.status, 404);
    QVERIFY(download.json()[u"error"].toString().contains(u"before it started"_s));
    QCOMPARE(m_http->post(u"/cancel/"_s + blocker).status, 200);
}

void TestJobControl::wallTimeEndsTheJob()
{
    const QString id = DaemonProcess::schedule(
        *m_http, {{u"prompt"_s, u"$ echo before; sleep 1000"_s}, {u"limits"_s, QJsonObject{{u"wall_time"_s, 1}}}});
    const QJsonObject job = DaemonProcess::awaitEnd(*m_http, id, 20);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(job[u"error_code"].toString(), u"limit_reached"_s);
    QVERIFY(job[u"error"].toString().contains(u"wall_time"_s));
    QCOMPARE(m_http->get(u"/logs/%1/stdout"_s.arg(id)).body, QByteArray("before\n"));
}

void TestJobControl::higherPriorityRunsFirst()
{
    const QString blocker = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ sleep 1000"_s}});
    QVERIFY(DaemonProcess::awaitStatus(*m_http, blocker, u"status"_s, u"running"_s));
    const QString low = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ true"_s}, {u"priority"_s, -1}});
    const QString high = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ true"_s}, {u"priority"_s, 1}});
    m_http->post(u"/cancel/"_s + blocker);
    const QJsonObject lowJob = DaemonProcess::awaitEnd(*m_http, low);
    const QJsonObject highJob = DaemonProcess::awaitEnd(*m_http, high);
    QVERIFY(highJob[u"started"].toDouble() > 0);
    QVERIFY(highJob[u"completed"].toDouble() <= lowJob[u"started"].toDouble());
}

void TestJobControl::noMoreThanMaxJobsRunAtOnce()
{
    QStringList ids;
    for (int i = 0; i < 5; ++i)
        ids.append(DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ sleep 0.1"_s}}));
    double lastEnd = 0;
    for (const QString &id : std::as_const(ids)) {
        const QJsonObject job = DaemonProcess::awaitEnd(*m_http, id);
        QCOMPARE(job[u"status"].toString(), u"complete"_s);
        QVERIFY(job[u"started"].toDouble() >= lastEnd);
        lastEnd = job[u"completed"].toDouble();
    }
}

void TestJobControl::sigtermInterruptsAndLeavesNothing()
{
    const QString mark = u"mark-"_s + QUuid::createUuid().toString(QUuid::Id128);
    const QString running = startMarked(mark);
    QVERIFY(!running.isEmpty());
    const QString waiting = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ true"_s}});
    QVERIFY(m_daemon->stop());
    QCOMPARE(processesWith(mark), QList<qint64>());

    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    const QJsonObject interrupted = DaemonProcess::awaitEnd(*m_http, running);
    QCOMPARE(interrupted[u"status"].toString(), u"error"_s);
    QVERIFY(interrupted[u"error"].toString().startsWith(u"interrupted"_s));
    QCOMPARE(m_http->get(u"/download/"_s + running).status, 200);
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, waiting)[u"status"].toString(), u"complete"_s);
}

void TestJobControl::secondDaemonOnTheFolderIsRefused()
{
    const DaemonProcess second({.dataDir = m_dir->path()});
    QVERIFY(!second.isListening());
    QVERIFY2(second.errorOutput().contains(
                 u"in use by containerized-agentd (process %1)"_s.arg(m_daemon->process().processId())),
             qPrintable(second.errorOutput()));
}

void TestJobControl::takenPortIsRefused()
{
    const QTemporaryDir other;
    const QString address = u"127.0.0.1:%1"_s.arg(m_daemon->url().port());
    const DaemonProcess second({.dataDir = other.path(), .arguments = {u"--listen"_s, address}});
    QVERIFY(!second.isListening());
    QVERIFY2(second.errorOutput().contains(u"--listen"_s), qPrintable(second.errorOutput()));
}

void TestJobControl::networkAddressIsRefused()
{
    const QTemporaryDir other;
    const DaemonProcess second({.dataDir = other.path(), .arguments = {u"--listen"_s, u"0.0.0.0:0"_s}});
    QVERIFY(!second.isListening());
    QVERIFY2(second.errorOutput().contains(u"loopback"_s), qPrintable(second.errorOutput()));
}

QTEST_GUILESS_MAIN(TestJobControl)
#include "tst_jobcontrol.moc"
