#include <KZip>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "daemonprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// Results past the old ZIP limits, made by real jobs, while the API answers all the time.
class TestBigResults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultOpens_data();
    void resultOpens();
};

void TestBigResults::resultOpens_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("file");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<int>("least");
    QTest::newRow("4.5 GB sparse file") << u"$ truncate -s 4500M big; printf end >> big\n"_s << u"workspace/big"_s
                                        << qint64{4500} * 1024 * 1024 + 3 << 1;
    QTest::newRow("70,000 small files")
        << u"```python\nimport os\nfor d in range(70):\n    os.mkdir(f'd{d}')\n    for f in range(1000):\n"
           "        open(f'd{d}/f{f}', 'w').write(f'{d}-{f}')\n```\n"_s
        << u"workspace/d69/f999"_s << qint64{6} << 70'000;
}

void TestBigResults::resultOpens()
{
    QFETCH(QString, prompt);
    QFETCH(QString, file);
    QFETCH(int, least);
    const QTemporaryDir dir;
    DaemonProcess daemon({.dataDir = dir.path()});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    const QString id = DaemonProcess::schedule(http, {{u"prompt"_s, prompt}});
    QVERIFY(DaemonProcess::awaitStatus(http, id, u"phase"_s, u"packing"_s, 120));

    qint64 slowest = 0;
    while (http.get(u"/status/"_s + id).json()[u"status"].toString() == u"running"_s) {
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(http.get(u"/"_s).status, 200);
        slowest = std::max(slowest, timer.elapsed());
        QTest::qWait(20);
    }
    QVERIFY2(slowest < 2'000, qPrintable(u"an answer took %1 ms while packing"_s.arg(slowest)));

    const QJsonObject job = DaemonProcess::awaitEnd(http, id);
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    QVERIFY(job[u"usage"][u"result_files"].toInt() >= least);
    KZip zip(job[u"output_path"].toString());
    QVERIFY2(zip.open(QIODevice::ReadOnly), qPrintable(zip.errorString()));
    const KArchiveFile *entry = zip.directory()->file(file);
    QVERIFY(entry);
    QTEST(entry->size(), "size");
}

QTEST_GUILESS_MAIN(TestBigResults)
#include "tst_bigresults.moc"
