#include "jobstore.h"

#include <QCoroFuture>
#include <QCoroSignal>
#include <QDir>
#include <QFutureWatcher>
#include <QPromise>
#include <QSqlError>
#include <QSqlQuery>

#include "jobfolder.h"
#include "jobrecord.h"
#include "storelog.h"
#include "storeschema.h"
#include "storethread.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

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

SqlWork updateOf(const JobId &id, const QByteArray &record)
{
    return statement(u"UPDATE jobs SET record = ? WHERE id = ?"_s, {QString::fromUtf8(record), idText(id)});
}

/// The job's record in the database, and its copy.
SqlWork updateWithCopy(const Job &job, const QString &folder)
{
    const QByteArray record = jobToRecord(job);
    return [record, folder, update = updateOf(job.id, record)](QSqlDatabase &database) {
        return update(database).and_then([&] { return JobFolder(folder).writeRecord(record); });
    };
}

/// Posts work and continues on the calling thread when it is on disk.
QCoro::Task<Result<void>> perform(StoreThread &thread, SqlWork work, StoreThread::Work::Kind kind)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QFuture<Result<void>> future = promise->future();
    thread.post({.run = std::move(work),
                 .done =
                     [promise](const Result<void> &result) {
                         promise->addResult(result);
                         promise->finish();
                     },
                 .kind = kind});
    co_return co_await future;
}

/// `done` is called on the store's thread.
void performLater(StoreThread &thread, SqlWork work, const std::function<void()> &done = [] {})
{
    thread.post({.run = std::move(work),
                 .done =
                     [done](const Result<void> &result) {
                         if (!result)
                             qCWarning(storeLog).noquote() << result.error().message;
                         done();
                     },
                 .kind = StoreThread::Work::Kind::Lasting});
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
    query.prepare(u"SELECT record FROM events WHERE job_id = ? ORDER BY number"_s);
    query.addBindValue(idText(id));
    if (!query.exec())
        return failure(storeError(query.lastError()));
    while (query.next())
        details.events.append(eventFromRecord(query.value(0).toByteArray()));
    return {};
}

} // namespace

JobStore::JobStore(QString dataDir, std::shared_ptr<const Redactor> redactor)
    : m_dataDir(std::move(dataDir))
    , m_cleaner(std::move(redactor))
    , m_thread(std::make_unique<StoreThread>(m_dataDir))
{
}

JobStore::~JobStore() = default;

QString JobStore::folderOf(const JobId &id) const
{
    return m_dataDir + u"/jobs/"_s + idText(id);
}

void JobStore::flush()
{
    m_thread->finish();
}

QCoro::Task<Result<StoredJobs>> JobStore::load()
{
    co_return co_await m_thread->loaded();
}

QCoro::Task<Result<JobDetails>> JobStore::loadDetails(JobId id)
{
    auto details = std::make_shared<JobDetails>();
    // What is not there is the caller's error, not the batch's: it must not roll others' work back.
    auto read = std::make_shared<Result<void>>();
    const auto performed = co_await perform(
        *m_thread,
        [=](QSqlDatabase &database) -> Result<void> {
            *read = readDetails(database, id, *details);
            return {};
        },
        StoreThread::Work::Kind::Read);
    if (!performed)
        co_return failure(performed.error());
    if (!*read)
        co_return failure(read->error());
    co_return *details;
}

QCoro::Task<Result<void>> JobStore::insert(Job job, QString prompt)
{
    const QByteArray record = jobToRecord(m_cleaner.cleaned(job));
    const SqlWork row = statement(u"INSERT INTO jobs (id, prompt, record) VALUES (?, ?, ?)"_s,
                                  {idText(job.id), prompt.isNull() ? u""_s : prompt, QString::fromUtf8(record)});
    const JobFolder folder(folderOf(job.id));
    auto inserted = co_await perform(
        *m_thread,
        [=](QSqlDatabase &database) {
            return row(database).and_then([&] { return folder.writeRecord(record); }).and_then([&] {
                return folder.writePrompt(prompt);
            });
        },
        StoreThread::Work::Kind::Write);
    if (!inserted)
        QDir(folder.path()).removeRecursively();
    co_return inserted;
}

QCoro::Task<Result<void>> JobStore::remove(JobId id)
{
    return perform(*m_thread, statement(u"DELETE FROM jobs WHERE id = ?"_s, {idText(id)}),
                   StoreThread::Work::Kind::Write);
}

QCoro::Task<void> JobStore::updateWithin(Job job, std::chrono::milliseconds patience)
{
    const auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    QFutureWatcher<void> stored;
    stored.setFuture(promise->future());
    performLater(*m_thread, updateWithCopy(m_cleaner.cleaned(job), folderOf(job.id)), [promise] { promise->finish(); });
    co_await qCoro(&stored, &QFutureWatcherBase::finished, patience);
}

void JobStore::updateLater(const Job &job, Copy copy)
{
    const Job clean = m_cleaner.cleaned(job);
    performLater(*m_thread,
                 copy == Copy::Yes ? updateWithCopy(clean, folderOf(job.id)) : updateOf(job.id, jobToRecord(clean)));
}

void JobStore::putStepLater(const JobId &id, const Step &step)
{
    performLater(*m_thread,
                 statement(u"INSERT INTO steps (job_id, number, record) VALUES (?, ?, ?) "
                           "ON CONFLICT (job_id, number) DO UPDATE SET record = excluded.record"_s,
                           {idText(id), step.number, QString::fromUtf8(stepToRecord(m_cleaner.cleaned(step)))}));
}

void JobStore::putEventLater(const JobId &id, const JobEvent &event, qint64 oldest)
{
    performLater(*m_thread,
                 statement(u"INSERT OR REPLACE INTO events (job_id, number, record) VALUES (?, ?, ?)"_s,
                           {idText(id), event.number, QString::fromUtf8(eventToRecord(m_cleaner.cleaned(event)))}));
    if (oldest > 0)
        performLater(*m_thread,
                     statement(u"DELETE FROM events WHERE job_id = ? AND number <= ?"_s, {idText(id), oldest}));
}

void JobStore::copyStepsLater(const JobDetails &details)
{
    performLater(*m_thread,
                 [folder = JobFolder(folderOf(details.job.id)), steps = m_cleaner.cleaned(details.steps),
                  events = m_cleaner.cleaned(details.events)](QSqlDatabase &) -> Result<void> {
                     return folder.writeSteps(steps).and_then(
                         [&] { return events.isEmpty() ? Result<void>() : folder.writeEvents(events); });
                 });
}

} // namespace ca
