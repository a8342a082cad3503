#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "jobjson.h"
#include "jobstore.h"

using namespace ca;
using namespace Qt::StringLiterals;

namespace {
constexpr int jobCount = 60;

/// A data folder with jobs that were stored in the ordinary way; returns them.
QList<Job> fill(const QString &dir)
{
    QList<Job> jobs;
    JobStore store(dir);
    for (int i = 1; i <= jobCount; ++i) {
        Job job;
        job.id = QUuid::createUuid();
        job.sequence = i;
        job.title = u"job %1 "_s.arg(i) + QString(200, u'x');
        job.created = i;
        job.status = i % 2 == 0 ? JobStatus::Complete : JobStatus::Scheduled;
        jobs.append(job);
        if (!QCoro::waitFor(store.insert(job, u"prompt %1"_s.arg(i))))
            qFatal("the store does not work");
        Step step;
        step.number = 1;
        store.copyStepsLater({.job = job, .prompt = {}, .steps = {step}});
    }
    return jobs;
}

void overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(offset) || file.write(bytes) != bytes.size())
        qFatal("cannot damage the file");
}

QList<Job> sorted(QList<Job> jobs)
{
    std::ranges::sort(jobs, {}, &Job::sequence);
    return jobs;
}
} // namespace

/// A job database that is damaged or gone is made again from the jobs' folders.
class TestStoreRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rebuilds_data();
    void rebuilds();
    void leavesWhatItCannotRead();
    void goesOnWorkingAfterwards();
};

void TestStoreRecovery::rebuilds_data()
{
    QTest::addColumn<std::function<void(QString)>>("damage");
    QTest::addColumn<bool>("isKeptAside");
    using Damage = std::function<void(QString)>;
    QTest::newRow("no SQLite file") << Damage([](const QString &path) { overwrite(path, 0, QByteArray(100, 'x')); })
                                    << true;
    QTest::newRow("pages overwritten") << Damage([](const QString &path) {
        overwrite(path, 4096, QByteArray(60'000, '\x5a'));
    }) << true;
    QTest::newRow("cut off") << Damage([](const QString &path) { QFile::resize(path, 20'000); }) << true;
    QTest::newRow("marked while it ran") << Damage([](const QString &path) {
        QFile mark(path + u".damaged"_s);
        QVERIFY(mark.open(QIODevice::WriteOnly));
    }) << true;
    QTest::newRow("missing") << Damage([](const QString &path) { QFile::remove(path); }) << false;
}

void TestStoreRecovery::rebuilds()
{
    QFETCH(std::function<void(QString)>, damage);
    QFETCH(bool, isKeptAside);
    const QTemporaryDir dir;
    const QList<Job> jobs = fill(dir.path());
    damage(dir.filePath(u"jobs.sqlite"_s));

    JobStore store(dir.path());
    const auto stored = QCoro::waitFor(store.load());
    QVERIFY2(stored.has_value(), stored ? "" : qPrintable(stored.error().message));
    QCOMPARE(sorted(stored->jobs), jobs);
    QVERIFY2(stored->notice.contains(u"%1 jobs"_s.arg(jobCount)), qPrintable(stored->notice));
    const auto details = QCoro::waitFor(store.loadDetails(jobs.first().id));
    QVERIFY(details.has_value());
    QCOMPARE(details->prompt, u"prompt 1"_s);
    QCOMPARE(details->steps.size(), 1);
    const QStringList aside = QDir(dir.path()).entryList({u"jobs.sqlite.damaged-*"_s}, QDir::Files);
    QCOMPARE(!aside.filter(QRegularExpression(u"-\\d{6}$"_s)).isEmpty(), isKeptAside);
    QVERIFY(!QFile::exists(dir.filePath(u"jobs.sqlite.damaged"_s)));
}

void TestStoreRecovery::leavesWhatItCannotRead()
{
    const QTemporaryDir dir;
    const QList<Job> jobs = fill(dir.path());
    const QString broken = dir.filePath(u"jobs/"_s + idToText(jobs.at(3).id) + u"/job.json"_s);
    QVERIFY(QFile::resize(broken, 10));
    const QString renamed = dir.filePath(u"jobs/"_s + idToText(QUuid::createUuid()));
    QVERIFY(QDir().rename(dir.filePath(u"jobs/"_s + idToText(jobs.at(5).id)), renamed));
    QVERIFY(QFile::remove(dir.filePath(u"jobs.sqlite"_s)));

    JobStore store(dir.path());
    const auto stored = QCoro::waitFor(store.load());
    QVERIFY(stored.has_value());
    QCOMPARE(stored->jobs.size(), jobCount - 2);
    QVERIFY2(stored->notice.contains(u"2 folders"_s), qPrintable(stored->notice));
    QVERIFY(QFile::exists(broken));
    QVERIFY(QDir(renamed).exists());
}

void TestStoreRecovery::goesOnWorkingAfterwards()
{
    const QTemporaryDir dir;
    fill(dir.path());
    overwrite(dir.filePath(u"jobs.sqlite"_s), 0, "garbage");
    {
        JobStore store(dir.path());
        QVERIFY(QCoro::waitFor(store.load()).has_value());
        Job job;
        job.id = QUuid::createUuid();
        QVERIFY(QCoro::waitFor(store.insert(job, u"p"_s)).has_value());
    }
    JobStore again(dir.path());
    const auto stored = QCoro::waitFor(again.load());
    QVERIFY(stored.has_value());
    QCOMPARE(stored->jobs.size(), jobCount + 1);
    QVERIFY(stored->notice.isEmpty());
}

QTEST_GUILESS_MAIN(TestStoreRecovery)
#include "tst_storerecovery.moc"
