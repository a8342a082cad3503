#include <QCoroTask>
#include <QDirIterator>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include "jobstore.h"
#include "redactor.h"

using namespace ca;
using namespace Qt::StringLiterals;

namespace {
Job scheduled(const QString &title)
{
    Job job;
    job.id = QUuid::createUuid();
    job.title = title;
    job.created = 1;
    return job;
}

/// What another process sees in the database.
QStringList titlesOnDisk(const QString &path)
{
    QStringList titles;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        database.setDatabaseName(path);
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        database.open();
        QSqlQuery query(u"SELECT json_extract(record, '$.title') FROM jobs ORDER BY 1"_s, database);
        while (query.next())
            titles.append(query.value(0).toString());
    }
    QSqlDatabase::removeDatabase(u"other"_s);
    return titles;
}
} // namespace

class TestJobStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void insertIsOnDiskWhenItReturns();
    void remembersAcrossReopening();
    void knownSecretsAreNotStored();
    void stepsComeBackInOrder();
    void unknownJobIsNotFoundAndHarmsNothing();
    void refusesADatabaseOfANewerVersion();
    void unusableFolderIsAnError();
    void removedJobsAreGone();
    void lockedDatabaseFailsNewJobsAndKeepsOldOnes();
    void closedStoreSaysSo();
};

void TestJobStore::insertIsOnDiskWhenItReturns()
{
    const QTemporaryDir dir;
    JobStore store(dir.path());
    QVERIFY(QCoro::waitFor(store.insert(scheduled(u"one"_s), u"p"_s)).has_value());
    QCOMPARE(titlesOnDisk(dir.filePath(u"jobs.sqlite"_s)), QStringList{u"one"_s});
}

void TestJobStore::remembersAcrossReopening()
{
    const QTemporaryDir dir;
    Job job = scheduled(u"one"_s);
    {
        JobStore store(dir.path());
        QVERIFY(QCoro::waitFor(store.insert(job, u"the prompt"_s)).has_value());
        job.status = JobStatus::Complete;
        store.updateLater(job);
    }
    JobStore store(dir.path());
    const auto stored = QCoro::waitFor(store.load());
    QVERIFY(stored.has_value());
    QCOMPARE(stored->jobs, QList<Job>{job});
    QVERIFY(stored->notice.isEmpty());
    const auto details = QCoro::waitFor(store.loadDetails(job.id));
    QVERIFY(details.has_value());
    QCOMPARE(details->prompt, u"the prompt"_s);
}

void TestJobStore::knownSecretsAreNotStored()
{
    const QByteArray key("sk-test-0123456789/abcdef");
    const QTemporaryDir dir;
    const auto redactor = std::make_shared<Redactor>();
    redactor->add(Secret(key));
    Job job = scheduled(u"one"_s);
    {
        JobStore store(dir.path(), redactor);
        job.error = u"refused the key %1 (HTTP 401)"_s.arg(QString::fromLatin1(key));
        QVERIFY(QCoro::waitFor(store.insert(job, u"p"_s)).has_value());
        job.summary = QString::fromLatin1(key.toBase64());
        store.updateLater(job);
        Step step;
        step.number = 1;
        step.code = QString::fromLatin1(key);
        store.putStepLater(job.id, step);
        const JobEvent event{.number = 1, .time = 1, .kind = u"note"_s, .text = QString::fromLatin1(key)};
        store.putEventLater(job.id, event, 0);
        store.copyStepsLater({.job = job, .prompt = {}, .steps = {step}, .events = {event}});
    }
    JobStore store(dir.path());
    const auto stored = QCoro::waitFor(store.load());
    QCOMPARE(stored->jobs.first().error, u"refused the key [redacted] (HTTP 401)"_s);
    QCOMPARE(stored->jobs.first().title, u"one"_s);
    QDirIterator files(dir.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY2(!content.contains("abcdef") && !content.contains(key.toBase64().first(16)),
                 qPrintable(file.fileName()));
    }
}

void TestJobStore::stepsComeBackInOrder()
{
    const QTemporaryDir dir;
    JobStore store(dir.path());
    const Job job = scheduled(u"one"_s);
    QVERIFY(QCoro::waitFor(store.insert(job, {})).has_value());
    Step step;
    for (const int number : {2, 10, 1}) {
        step.number = number;
        store.putStepLater(job.id, step);
    }
    step.status = StepStatus::Failed;
    store.putStepLater(job.id, step); // number 1 again: replaced
    const auto details = QCoro::waitFor(store.loadDetails(job.id));
    QVERIFY(details.has_value());
    QCOMPARE(details->steps.size(), 3);
    QCOMPARE(details->steps.at(0).number, 1);
    QCOMPARE(details->steps.at(0).status, StepStatus::Failed);
    QCOMPARE(details->steps.at(2).number, 10);
}

void TestJobStore::unknownJobIsNotFoundAndHarmsNothing()
{
    const QTemporaryDir dir;
    JobStore store(dir.path());
    auto insert = store.insert(scheduled(u"kept"_s), {});
    const auto details = QCoro::waitFor(store.loadDetails(QUuid::createUuid()));
    QVERIFY(!details.has_value());
    QCOMPARE(details.error().code, ErrorCode::NotFound);
    QVERIFY(QCoro::waitFor(std::move(insert)).has_value());
    QCOMPARE(titlesOnDisk(dir.filePath(u"jobs.sqlite"_s)), QStringList{u"kept"_s});
}

void TestJobStore::refusesADatabaseOfANewerVersion()
{
    const QTemporaryDir dir;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"newer"_s);
        database.setDatabaseName(dir.filePath(u"jobs.sqlite"_s));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"PRAGMA user_version = 99"_s));
    }
    QSqlDatabase::removeDatabase(u"newer"_s);
    JobStore store(dir.path());
    const auto stored = QCoro::waitFor(store.load());
    QVERIFY(!stored.has_value());
    QCOMPARE(stored.error().code, ErrorCode::Conflict);
    QVERIFY(stored.error().message.contains(u"newer version"_s));
}

void TestJobStore::unusableFolderIsAnError()
{
    JobStore store(u"/nonexistent/folder"_s);
    const auto inserted = QCoro::waitFor(store.insert(scheduled(u"one"_s), {}));
    QVERIFY(!inserted.has_value());
    QCOMPARE(inserted.error().code, ErrorCode::Io);
}

void TestJobStore::removedJobsAreGone()
{
    const QTemporaryDir dir;
    const Job job = scheduled(u"one"_s);
    JobStore store(dir.path());
    QVERIFY(QCoro::waitFor(store.insert(job, {})).has_value());
    store.putStepLater(job.id, {});
    QVERIFY(QCoro::waitFor(store.remove(job.id)).has_value());
    QCOMPARE(titlesOnDisk(dir.filePath(u"jobs.sqlite"_s)), QStringList());
    QVERIFY(!QCoro::waitFor(store.loadDetails(job.id)).has_value());
}

void TestJobStore::lockedDatabaseFailsNewJobsAndKeepsOldOnes()
{
    const QTemporaryDir dir;
    Job job = scheduled(u"one"_s);
    JobStore store(dir.path());
    QVERIFY(QCoro::waitFor(store.insert(job, {})).has_value());
    {
        auto other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"locker"_s);
        other.setDatabaseName(dir.filePath(u"jobs.sqlite"_s));
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(u"BEGIN IMMEDIATE"_s));
        job.title = u"changed"_s;
        store.updateLater(job);
        const auto refused = QCoro::waitFor(store.insert(scheduled(u"two"_s), {}));
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(refused.error().message.contains(u"locked by another program"_s));
        QVERIFY(QSqlQuery(other).exec(u"ROLLBACK"_s));
    }
    QSqlDatabase::removeDatabase(u"locker"_s);
    const QString path = dir.filePath(u"jobs.sqlite"_s);
    QVERIFY(QTest::qWaitFor([&] { return titlesOnDisk(path) == QStringList{u"changed"_s}; }, 20'000));
}

void TestJobStore::closedStoreSaysSo()
{
    const QTemporaryDir dir;
    JobStore store(dir.path(), std::make_shared<Redactor>());
    const Job job = scheduled(u"one"_s);
    QVERIFY(QCoro::waitFor(store.insert(job, u"$ true"_s)));
    store.flush();
    const auto details = QCoro::waitFor(store.loadDetails(job.id));
    QVERIFY(!details);
    QCOMPARE(details.error().code, ErrorCode::Conflict);
}

QTEST_GUILESS_MAIN(TestJobStore)
#include "tst_jobstore.moc"
