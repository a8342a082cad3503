#include <QFile>
#include <QJsonArray>
#include <QTest>

#include "inputtest.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// Files that reach a job, against a real daemon and real sandboxes.
class TestInputs : public InputTest
{
    Q_OBJECT

private Q_SLOTS:
    void fileReachesTheJob();
    void archiveIsOpenedInTheWorkspace();
    void severalInputsGetTheirPlaces();
    void retryHasTheInputsToo();
    void badArchiveEndsTheJobWithItsName_data();
    void badArchiveEndsTheJobWithItsName();
    void unpackingCanBeCancelled();
};

void TestInputs::fileReachesTheJob()
{
    const QString id = upload(u"Tabelle ä.csv"_s, "1;2;3\n");
    const QJsonObject job = run(u"cat 'Tabelle ä.csv'; echo more >> 'Tabelle ä.csv'; id -u"_s, {id});
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    QCOMPARE(log(job), "1;2;3\n1000\n"_ba);
    QCOMPARE(job[u"inputs"].toArray(), QJsonArray{u"Tabelle ä.csv"_s});
    QCOMPARE(m_http->get(u"/uploads/"_s + id).status, 404); // it is the job's now
}

void TestInputs::archiveIsOpenedInTheWorkspace()
{
    for (const QString &name : {u"tree.zip"_s, u"tree.tar.gz"_s, u"tree.7z"_s}) {
        const QByteArray archive = packed(name, {u"."_s});
        QVERIFY(!archive.isEmpty());
        const QJsonObject job = run(u"cat a.txt sub/b.txt; rm -r sub; ls"_s, {upload(name, archive)});
        QCOMPARE(job[u"status"].toString(), u"complete"_s);
        QVERIFY2(log(job).startsWith("alphabetaa.txt\n"), log(job).constData());
    }
}

void TestInputs::severalInputsGetTheirPlaces()
{
    const QByteArray archive = packed(u"tree.zip"_s, {u"."_s});
    const QJsonObject job =
        run(u"cat tree/a.txt tree-2/sub/b.txt notes-2.txt notes.txt"_s,
            {upload(u"tree.zip"_s, archive), upload(u"notes.txt"_s, "one"),
             upload(u"tree.tar"_s, packed(u"tree.tar"_s, {u"."_s})), upload(u"notes.txt"_s, "two")});
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    QCOMPARE(log(job), "alphabetatwoone"_ba);
}

void TestInputs::retryHasTheInputsToo()
{
    const QJsonObject job = run(u"cat data; rm data; exit 3"_s, {upload(u"data"_s, "precious")});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    const QString first = job[u"job_id"].toString();
    const HttpAnswer retried = m_http->post(u"/job/%1/retry"_s.arg(first));
    QCOMPARE(retried.status, 200);
    const QString second = retried.json()[u"job_id"].toString();
    QCOMPARE(m_http->send("DELETE", u"/job/"_s + first).status, 200); // the second has them by itself
    const QJsonObject again = DaemonProcess::awaitEnd(*m_http, second);
    QCOMPARE(again[u"exit_code"].toInt(), 3);
    QCOMPARE(log(again), "precious"_ba);
    QCOMPARE(again[u"inputs"].toArray(), QJsonArray{u"data"_s});
}

void TestInputs::badArchiveEndsTheJobWithItsName_data()
{
    QTest::addColumn<QByteArray>("archive");
    QTest::addColumn<QString>("code");
    const QByteArray good = packed(u"good.zip"_s, {u"."_s});
    QTest::newRow("damaged") << good.first(good.size() / 2) << u"corrupt"_s;
    QTest::newRow("no archive") << "just text"_ba << u"corrupt"_s;
    QTest::newRow("leaves the folder") << packed(u"slip.zip"_s, {u"-s"_s, u",^\\./a,../../a,"_s, u"-P"_s, u"."_s})
                                       << u"invalid_argument"_s;
    QTest::newRow("absolute") << packed(u"abs.zip"_s, {u"-s"_s, u",^\\./a,/tmp/ca-evil,"_s, u"-P"_s, u"."_s})
                              << u"invalid_argument"_s;
}

void TestInputs::badArchiveEndsTheJobWithItsName()
{
    QFETCH(QByteArray, archive);
    QVERIFY(!archive.isEmpty());
    const QJsonObject job = run(u"echo must not run"_s, {upload(u"bad.zip"_s, archive)});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QTEST(job[u"error_code"].toString(), "code");
    QVERIFY2(job[u"error"].toString().contains(u"\"bad.zip\""_s), qPrintable(job[u"error"].toString()));
    QVERIFY(job[u"steps"].toArray().isEmpty());
    QVERIFY(!QFile::exists(u"/tmp/ca-evil.txt"_s));
}

void TestInputs::unpackingCanBeCancelled()
{
    // It takes long enough to unpack that the cancel mostly comes in between; where it does not, it must do no harm.
    const QString big = m_dir->filePath(u"tree/zeros"_s);
    QFile file(big);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(200'000'000));
    file.close();
    const QByteArray archive = packed(u"zeros.tar.gz"_s, {u"zeros"_s});
    QFile::remove(big);
    QVERIFY(!archive.isEmpty() && archive.size() < 8LL * 1024 * 1024);
    const QString id = DaemonProcess::schedule(
        *m_http, {{u"prompt"_s, u"$ sleep 60"_s}, {u"inputs"_s, QJsonArray{upload(u"zeros.tar.gz"_s, archive)}}});
    QVERIFY(QTest::qWaitFor(
        [&] {
            const QJsonObject status = m_http->get(u"/status/"_s + id).json();
            return status[u"progress"][u"current_step"].toString().startsWith(u"unpacking zeros.tar.gz ("_s) ||
                   status[u"phase"].toString() == "working"_L1;
        },
        30'000));
    QCOMPARE(m_http->post(u"/cancel/"_s + id).status, 200);
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, id, 120)[u"status"].toString(), u"cancelled"_s);
}

QTEST_GUILESS_MAIN(TestInputs)
#include "tst_inputs.moc"
