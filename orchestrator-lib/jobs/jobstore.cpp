#include "jobstore.h"

#include <QCoroFuture>
#include <QLoggingCategory>
#include <QPromise>
#include <QSqlError>
#include <QSqlQuery>

#include "jobrecord.h"
#include "storeschema.h"
#include "storethread.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(log, "ca.store")

using SqlWork = std::function<Result<void>(QSqlDatabase &)>;

QString idText(const JobId &id)
{
    return id.toString(QUuid::WithoutBraces);
}

/// A statement with its values, as work for the store's thread.
SqlWork statement(const QString &sql, const QVariantList &values)
{
    return [sql, values](QSqlDatabase &database) -> Result<void> {
        QSqlQuery query(database);
        query.prepare(sql);
        for (const QVariant &value : values)
            query.addBindValue(value);
        if (query.exec())
            return {};
        return failure(storeError(query.lastError()));
    };
}

SqlWork updateOf(const Job &job)
{
    return statement(u"UPDATE jobs SET record = ? WHERE id = ?"_s,
                     {QString::fromUtf8(jobToRecord(job)), idText(job.id)});
}

/// Posts work and continues on the calling thread when it is on disk.
QCoro::Task<Result<void>> perform(StoreThread &thread, SqlWork work)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QFuture<Result<void>> future = promise->future();
    thread.post({.run = std::move(work), .done = [promise](const Result<void> &result) {
                     promise->addResult(result);
                     promise->finish();
                 }});
    co_return co_await future;
}

void performLater(StoreThread &thread, SqlWork work)
{
    thread.post({.run = std::move(work), .done = [](const Result<void> &result) {
                     if (!result)
                         qCWarning(log).noquote() << result.error().message;
                 }});
}

Result<void> readDetails(QSqlDatabase &database, const JobId &id, JobDetails &details)
{
    QSqlQuery query(database);
    query.prepare(u"SELECT record, prompt FROM jobs WHERE id = ?"_s);
    query.addBindValue(idText(id));
    if (!query.exec())
        return failure(storeError(query.lastError()));
    if (!query.next())
        return failure(ErrorCode::NotFound, u"there is no job %1"_s.arg(idText(id)));
    details.job = jobFromRecord(query.value(0).toByteArray());
    details.prompt = query.value(1).toString();
    query.prepare(u"SELECT record FROM steps WHERE job_id = ? ORDER BY number"_s);
    query.addBindValue(idText(id));
    if (!query.exec())
        return failure(storeError(query.lastError()));
    while (query.next())
        details.steps.append(stepFromRecord(query.value(0).toByteArray()));
    return {};
}

Result<void> readJobs(QSqlDatabase &database, QList<Job> &jobs)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT record FROM jobs"_s))
        return failure(storeError(query.lastError()));
    while (query.next())
        jobs.append(jobFromRecord(query.value(0).toByteArray()));
    return {};
}
} // namespace

JobStore::JobStore(const QString &dataDir)
    : m_thread(std::make_unique<StoreThread>(dataDir + u"/jobs.sqlite"_s))
{
    m_thread->start();
}

JobStore::~JobStore() = default;

void JobStore::flush()
{
    m_thread->finish();
}

QCoro::Task<Result<QList<Job>>> JobStore::loadJobs()
{
    auto jobs = std::make_shared<QList<Job>>();
    const auto read = co_await perform(*m_thread, [jobs](QSqlDatabase &database) { return readJobs(database, *jobs); });
    if (!read)
        co_return failure(read.error());
    co_return *jobs;
}

QCoro::Task<Result<JobDetails>> JobStore::loadDetails(JobId id)
{
    auto details = std::make_shared<JobDetails>();
    // What is not there is the caller's error, not the batch's: it must not roll others' work back.
    auto read = std::make_shared<Result<void>>();
    const auto performed = co_await perform(*m_thread, [=](QSqlDatabase &database) -> Result<void> {
        *read = readDetails(database, id, *details);
        return {};
    });
    if (!performed)
        co_return failure(performed.error());
    if (!*read)
        co_return failure(read->error());
    co_return *details;
}

QCoro::Task<Result<void>> JobStore::insert(Job job, QString prompt)
{
    return perform(*m_thread, statement(u"INSERT INTO jobs (id, prompt, record) VALUES (?, ?, ?)"_s,
                                        {idText(job.id), prompt.isNull() ? u""_s : prompt, QString::fromUtf8(jobToRecord(job))}));
}

QCoro::Task<Result<void>> JobStore::update(Job job)
{
    return perform(*m_thread, updateOf(job));
}

void JobStore::updateLater(const Job &job)
{
    performLater(*m_thread, updateOf(job));
}

void JobStore::putStepLater(const JobId &id, const Step &step)
{
    performLater(*m_thread, statement(u"INSERT INTO steps (job_id, number, record) VALUES (?, ?, ?) "
                                      "ON CONFLICT (job_id, number) DO UPDATE SET record = excluded.record"_s,
                                      {idText(id), step.number, QString::fromUtf8(stepToRecord(step))}));
}

} // namespace ca
