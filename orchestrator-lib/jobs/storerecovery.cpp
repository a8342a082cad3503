#include "storerecovery.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include "jobfolder.h"
#include "jobrecord.h"
#include "storeschema.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QString databasePath(const QString &dataDir)
{
    return dataDir + u"/jobs.sqlite"_s;
}

QString markPath(const QString &dataDir)
{
    return databasePath(dataDir) + u".damaged"_s;
}

/// What two jobs have in common is held once: most of thousands of jobs ran with the same engine, limits and reasons.
void shareTexts(Job &job, const Job &like)
{
    for (QString Job::*text : {&Job::provider, &Job::engine, &Job::providerReason, &Job::engineReason, &Job::image,
                               &Job::error, &Job::errorCode, &Job::summary}) {
        if (job.*text == like.*text)
            job.*text = like.*text;
    }
    if (job.enforcement == like.enforcement)
        job.enforcement = like.enforcement;
    if (job.exclude == like.exclude)
        job.exclude = like.exclude;
}

Result<QList<Job>> readJobs(const QSqlDatabase &database)
{
    QList<Job> jobs;
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT count(*) FROM jobs"_s) || !query.next())
        return failure(storeError(query.lastError()));
    jobs.reserve(query.value(0).toLongLong());
    if (!query.exec(u"SELECT record FROM jobs"_s))
        return failure(storeError(query.lastError()));
    while (query.next()) {
        Job job = jobFromRecord(query.value(0).toByteArray());
        if (!jobs.isEmpty())
            shareTexts(job, jobs.last());
        jobs.append(job);
    }
    if (query.lastError().isValid()) // a page in the middle
        return failure(storeError(query.lastError()));
    return jobs;
}

/// Moves the database and its two companions to names that say what they are; returns the new name.
QString setAside(const QString &dataDir)
{
    const QString path = databasePath(dataDir);
    const QString aside = path + QDateTime::currentDateTimeUtc().toString(u"'.damaged-'yyyyMMdd-HHmmss"_s);
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::rename(path + suffix, aside + suffix);
    QFile::remove(markPath(dataDir));
    return aside;
}

Result<void> insert(const QSqlDatabase &database, const JobDetails &details)
{
    QSqlQuery query(database);
    const QString id = details.job.id.toString(QUuid::WithoutBraces);
    query.prepare(u"INSERT INTO jobs (id, prompt, record) VALUES (?, ?, ?)"_s);
    query.addBindValue(id);
    query.addBindValue(details.prompt.isNull() ? u""_s : details.prompt);
    query.addBindValue(QString::fromUtf8(jobToRecord(details.job)));
    if (!query.exec())
        return failure(storeError(query.lastError()));
    const auto insertPart = [&](qint64 number, const QByteArray &record) -> Result<void> {
        query.bindValue(0, id);
        query.bindValue(1, number);
        query.bindValue(2, QString::fromUtf8(record));
        return query.exec() ? Result<void>() : failure(storeError(query.lastError()));
    };
    query.prepare(u"INSERT INTO steps (job_id, number, record) VALUES (?, ?, ?)"_s);
    for (const Step &step : details.steps) {
        if (auto inserted = insertPart(step.number, stepToRecord(step)); !inserted)
            return inserted;
    }
    query.prepare(u"INSERT INTO events (job_id, number, record) VALUES (?, ?, ?)"_s);
    for (const JobEvent &event : details.events) {
        if (auto inserted = insertPart(event.number, eventToRecord(event)); !inserted)
            return inserted;
    }
    return {};
}

/// What rebuild() found.
struct Rebuilt
{
    int jobs = 0;
    int unreadable = 0;
};

Result<Rebuilt> rebuild(QSqlDatabase &database, const QString &dataDir)
{
    Rebuilt found;
    database.transaction();
    QDirIterator folders(dataDir + u"/jobs"_s, QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    while (folders.hasNext()) {
        const QString path = folders.next();
        const auto details = JobFolder(path).read();
        if (!details || details->job.id.toString(QUuid::WithoutBraces) != folders.fileName()) {
            ++found.unreadable;
            continue;
        }
        if (auto inserted = insert(database, *details); !inserted) {
            database.rollback();
            return failure(inserted.error());
        }
        ++found.jobs;
    }
    if (!database.commit())
        return failure(storeError(database.lastError()));
    return found;
}

Result<StoredJobs> rebuildAndLoad(QSqlDatabase &database, const QString &dataDir, QString notice)
{
    if (auto opened = openStore(database, databasePath(dataDir)); !opened)
        return failure(opened.error());
    const auto rebuilt = rebuild(database, dataDir);
    if (!rebuilt)
        return failure(rebuilt.error());
    auto jobs = readJobs(database);
    if (!jobs)
        return failure(jobs.error());
    notice += u" It was made again from the jobs' folders: %1 jobs."_s.arg(rebuilt->jobs);
    if (rebuilt->unreadable > 0)
        notice += u" %1 folders hold no readable job and were left as they are."_s.arg(rebuilt->unreadable);
    return StoredJobs{.jobs = std::move(*jobs), .notice = notice};
}

bool hasJobFolders(const QString &dataDir)
{
    return !QDir(dataDir + u"/jobs"_s).isEmpty(QDir::Dirs | QDir::NoDotAndDotDot);
}
} // namespace

Result<StoredJobs> openAndLoad(QSqlDatabase &database, const QString &dataDir)
{
    const QString path = databasePath(dataDir);
    if (!QFile::exists(path) && hasJobFolders(dataDir))
        return rebuildAndLoad(database, dataDir, u"The job database %1 was missing."_s.arg(path));
    const bool isMarked = QFile::exists(markPath(dataDir));
    if (!isMarked) {
        const auto jobs = openStore(database, path).and_then([&] { return readJobs(database); });
        if (jobs)
            return StoredJobs{.jobs = *jobs, .notice = {}};
        if (jobs.error().code != ErrorCode::Corrupt)
            return failure(jobs.error());
        database.close();
    }
    const QString aside = setAside(dataDir);
    return rebuildAndLoad(database, dataDir, u"The job database was damaged and is kept as %1."_s.arg(aside));
}

void markDamaged(const QString &dataDir)
{
    QFile(markPath(dataDir)).open(QIODevice::WriteOnly);
}

} // namespace ca
