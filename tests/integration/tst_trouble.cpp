#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

#include "daemonprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {
/// Runs the daemon in a mount namespace of its own, after a command there.
QStringList afterMounting(const QString &command)
{
    return {u"unshare"_s, u"--mount"_s, u"sh"_s, u"-ec"_s, command + u"; exec \"$@\""_s, u"sh"_s};
}

bool canMount()
{
    return ::geteuid() == 0 && QProcess::execute(u"unshare"_s, {u"--mount"_s, u"true"_s}) == 0;
}

constexpr auto needsMounts = "mounting needs root";

QString errorOf(const HttpAnswer &answer)
{
    return answer.json()[u"error"].toString();
}
} // namespace

/// What goes wrong around a daemon: each with a clear sentence, and nothing lost.
class TestTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diskFull();
    void readOnlyFolder();
    void lockedDatabase();
    void damagedDatabaseIsRebuilt();
    void interruptedDeletionIsFinished();
    void tenThousandWaitingJobs();
};

void TestTrouble::diskFull()
{
    if (!canMount())
        QSKIP(needsMounts);
    const QTemporaryDir dir;
    const QString data = dir.filePath(u"data"_s);
    QDir().mkpath(data);
    DaemonProcess daemon({.dataDir = data, .wrapper = afterMounting(u"mount -t tmpfs -o size=12m none "_s + data)});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    const QString held = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ sleep 60"_s}});
    QVERIFY(DaemonProcess::awaitStatus(http, held, u"phase"_s, u"working"_s));
    // The job's own output fills the disk.
    const QString filler =
        DaemonProcess::schedule(http, {{u"prompt"_s, u"$ cat /dev/zero > fill; cat /dev/zero > ~/rest; true"_s}});
    QCOMPARE(DaemonProcess::awaitEnd(http, filler)[u"status"].toString(), u"error"_s);

    HttpAnswer refused;
    const bool isRefused = QTest::qWaitFor(
        [&] {
            refused =
                http.post(u"/schedule"_s, QJsonObject{{u"prompt"_s, QString(u"$ true #"_s + QString(500'000, u'x'))}});
            return refused.status != 200;
        },
        30'000);
    QVERIFY(isRefused);
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.json()[u"code"].toString(), u"no_space"_s);
    QVERIFY2(errorOf(refused).contains(u"free some space"_s, Qt::CaseInsensitive), qPrintable(errorOf(refused)));
    QCOMPARE(http.get(u"/status/"_s + held).status, 200); // and goes on
    QCOMPARE(http.post(u"/cancel/"_s + held).status, 200);
    const QJsonObject ended = DaemonProcess::awaitEnd(http, held);
    QVERIFY(ended[u"status"] == u"cancelled"_s || ended[u"status"] == u"error"_s);
}

void TestTrouble::readOnlyFolder()
{
    if (!canMount())
        QSKIP(needsMounts);
    const QTemporaryDir dir;
    const DaemonProcess daemon(
        {.dataDir = dir.path(),
         .wrapper = afterMounting(u"mount --bind %1 %1; mount -o remount,ro,bind %1"_s.arg(dir.path()))});
    QVERIFY(!daemon.isListening());
    QVERIFY2(daemon.errorOutput().contains(u"cannot write in the data folder "_s + dir.path()),
             qPrintable(daemon.errorOutput()));
}

void TestTrouble::lockedDatabase()
{
    const QTemporaryDir dir;
    DaemonProcess daemon({.dataDir = dir.path()});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    const QString id = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ sleep 1; echo done"_s}});
    QVERIFY(DaemonProcess::awaitStatus(http, id, u"phase"_s, u"working"_s));
    {
        auto other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"locker"_s);
        other.setDatabaseName(dir.filePath(u"jobs.sqlite"_s));
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(u"BEGIN IMMEDIATE"_s));
        const HttpAnswer refused = http.post(u"/schedule"_s, QJsonObject{{u"prompt"_s, u"$ true"_s}});
        QCOMPARE(refused.status, 503);
        QVERIFY2(errorOf(refused).contains(u"locked by another program"_s), qPrintable(errorOf(refused)));
        QCOMPARE(http.get(u"/status/"_s + id).status, 200);
        QVERIFY(QSqlQuery(other).exec(u"ROLLBACK"_s));
    }
    QSqlDatabase::removeDatabase(u"locker"_s);
    QCOMPARE(DaemonProcess::awaitEnd(http, id)[u"status"].toString(), u"complete"_s);
    QVERIFY(daemon.stop());
    const DaemonProcess again({.dataDir = dir.path()});
    HttpClient later = again.http();
    QCOMPARE(later.get(u"/status/"_s + id).json()[u"status"].toString(), u"complete"_s);
}

void TestTrouble::damagedDatabaseIsRebuilt()
{
    const QTemporaryDir dir;
    QString done;
    QStringList waiting;
    {
        DaemonProcess daemon({.dataDir = dir.path(), .arguments = {u"--max-jobs"_s, u"1"_s}});
        HttpClient http = daemon.http();
        done = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ echo result > file"_s}});
        QCOMPARE(DaemonProcess::awaitEnd(http, done)[u"status"].toString(), u"complete"_s);
        DaemonProcess::schedule(http, {{u"prompt"_s, u"$ sleep 60"_s}});
        for (int i = 0; i < 5; ++i)
            waiting.append(DaemonProcess::schedule(http, {{u"prompt"_s, u"$ echo %1"_s.arg(i)}}));
        QVERIFY(daemon.stop());
    }
    QFile file(dir.filePath(u"jobs.sqlite"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(8192, 'x'));
    file.close();

    DaemonProcess daemon({.dataDir = dir.path()});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    const QString notice = http.get(u"/"_s).json()[u"notices"][0].toString();
    QVERIFY2(notice.contains(u"damaged"_s) && notice.contains(u"7 jobs"_s), qPrintable(notice));
    const QJsonObject job = http.get(u"/job/"_s + done).json();
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    QCOMPARE(job[u"steps"][0][u"exit_code"].toInt(-1), 0);
    QCOMPARE(job[u"prompt"].toString(), u"$ echo result > file"_s);
    QVERIFY(http.get(u"/download/"_s + done).body.startsWith("PK"));
    for (const QString &id : std::as_const(waiting))
        QCOMPARE(DaemonProcess::awaitEnd(http, id)[u"status"].toString(), u"complete"_s);
}

void TestTrouble::interruptedDeletionIsFinished()
{
    const QTemporaryDir dir;
    QString id;
    {
        DaemonProcess daemon({.dataDir = dir.path()});
        HttpClient http = daemon.http();
        id = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ true"_s}});
        DaemonProcess::awaitEnd(http, id);
        QVERIFY(daemon.stop());
    }
    // As a crash between the two halves of a deletion leaves it.
    QDir().mkpath(dir.filePath(u"trash"_s));
    QVERIFY(QFile::rename(dir.filePath(u"jobs/"_s + id), dir.filePath(u"trash/"_s + id)));
    QDir().mkpath(dir.filePath(u"jobs/00000000-0000-4000-8000-000000000000"_s)); // and as one before a job was stored
    const DaemonProcess daemon({.dataDir = dir.path()});
    HttpClient http = daemon.http();
    QCOMPARE(http.get(u"/status/"_s + id).status, 404);
    const QDir trash(dir.filePath(u"trash"_s));
    QVERIFY(QTest::qWaitFor([&] { return trash.isEmpty(); }, 10'000));
    QVERIFY(QDir(dir.filePath(u"jobs"_s)).isEmpty());
}

void TestTrouble::tenThousandWaitingJobs()
{
    constexpr int count = 10'000;
    const QTemporaryDir dir;
    QString last;
    {
        DaemonProcess daemon({.dataDir = dir.path(), .arguments = {u"--max-jobs"_s, u"1"_s}});
        HttpClient http = daemon.http();
        DaemonProcess::schedule(http, {{u"prompt"_s, u"$ sleep 300"_s}});
        QNetworkRequest request(http.url(u"/schedule"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        int answered = 0;
        int refused = 0;
        for (int i = 0; i < count + 10; ++i) {
            QNetworkReply *reply = http.manager().post(request, R"({"prompt":"$ true","priority":-1})");
            connect(reply, &QNetworkReply::finished, this, [&, reply] {
                refused += reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 429;
                ++answered;
                reply->deleteLater();
            });
        }
        QVERIFY(QTest::qWaitFor([&] { return answered == count + 10; }, 120'000));
        QVERIFY(refused >= 8 && refused <= 10); // the one that ran had waited before
        last = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ true"_s}});
        QVERIFY(last.isEmpty());
        const QString cancelled =
            http.get(u"/jobs?status=scheduled&limit=1"_s).json()[u"jobs"][0][u"job_id"].toString();
        QCOMPARE(http.post(u"/cancel/"_s + cancelled).status, 200);
        last = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ echo urgent"_s}, {u"priority"_s, 5}});
        QVERIFY(!last.isEmpty());
        QVERIFY(daemon.stop());
    }
    QElapsedTimer start;
    start.start();
    DaemonProcess daemon({.dataDir = dir.path(), .arguments = {u"--max-jobs"_s, u"1"_s}});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    QCOMPARE(DaemonProcess::awaitEnd(http, last)[u"status"].toString(), u"complete"_s); // before the ten thousand
    QVERIFY(http.get(u"/jobs?status=scheduled&limit=0"_s).json()[u"total"].toInt() > count - 2'000);
    QVERIFY(daemon.stop());
}

QTEST_GUILESS_MAIN(TestTrouble)
#include "tst_trouble.moc"
