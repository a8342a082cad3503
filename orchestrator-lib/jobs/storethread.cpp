#include "storethread.h"

#include <QDeadlineTimer>
#include <QSqlError>
#include <algorithm>
#include <chrono>
#include <iterator>

#include "storelog.h"
#include "storeschema.h"

namespace ca {

namespace {
/// Between two tries to write what could not be written.
constexpr auto retryInterval = std::chrono::seconds(2);

bool isPassing(const Error &error)
{
    return error.code == ErrorCode::NoSpace || error.code == ErrorCode::Conflict;
}
} // namespace

StoreThread::StoreThread(QString dataDir)
    : m_dataDir(std::move(dataDir))
{
    setObjectName(QStringLiteral("store"));
    m_loaded.start();
    start();
}

StoreThread::~StoreThread()
{
    finish();
}

void StoreThread::finish()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_isEnding = true;
    }
    m_wake.wakeOne();
    wait();
}

void StoreThread::post(Work work)
{
    if (isFinished())
        return work.done(failure(ErrorCode::Conflict, QStringLiteral("the jobs are closed")));
    {
        const QMutexLocker lock(&m_mutex);
        m_queue.push_back(std::move(work));
    }
    m_wake.wakeOne();
}

std::vector<StoreThread::Work> StoreThread::takeBatch()
{
    const QMutexLocker lock(&m_mutex);
    while (m_queue.empty() && !m_isEnding) {
        const bool isWoken = m_wake.wait(&m_mutex, m_kept.empty() ? QDeadlineTimer(QDeadlineTimer::Forever)
                                                                  : QDeadlineTimer(retryInterval));
        if (!isWoken)
            break;
    }
    std::vector<Work> batch = std::exchange(m_kept, {});
    std::ranges::move(m_queue, std::back_inserter(batch));
    m_queue.clear();
    return batch;
}

Result<void> StoreThread::commit(QSqlDatabase &database, std::span<const Work> batch) const
{
    if (!database.transaction())
        return failure(storeError(database.lastError()));
    for (const Work &work : batch) {
        if (auto result = work.run(database); !result) {
            database.rollback();
            return result;
        }
    }
    if (database.commit())
        return {};
    const Error error = storeError(database.lastError());
    database.rollback();
    return failure(error);
}

void StoreThread::settle(QSqlDatabase &database, std::vector<Work> batch)
{
    const Result<void> together = commit(database, batch);
    if (together)
        m_isFailing = false;
    for (Work &work : batch) {
        // One statement that the database refuses must not take the others along, and nothing keeps one from reading.
        const bool isShared = together || (isPassing(together.error()) && work.kind != Work::Kind::Read);
        const Result<void> result = isShared ? together : commit(database, {&work, 1});
        if (!result && work.kind == Work::Kind::Lasting && isPassing(result.error()))
            keep(std::move(work), result.error());
        else
            work.done(result);
    }
    if (!together && together.error().code == ErrorCode::Corrupt)
        markDamaged(m_dataDir);
}

void StoreThread::keep(Work work, const Error &error)
{
    const QMutexLocker lock(&m_mutex);
    if (m_isEnding)
        return work.done(failure(error));
    if (!std::exchange(m_isFailing, true))
        qCWarning(storeLog).noquote() << error.message << "(what is not written yet is tried again)";
    m_kept.push_back(std::move(work));
}

void StoreThread::run()
{
    // A connection belongs to the thread that opened it; the name only has to be unique in the process.
    const QString name = QStringLiteral("store-%1").arg(reinterpret_cast<quintptr>(this), 0, 16);
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        Result<StoredJobs> loaded = openAndLoad(database, m_dataDir);
        const Result<void> opened = loaded ? Result<void>() : failure(loaded.error());
        m_loaded.addResult(std::move(loaded));
        m_loaded.finish();
        while (true) {
            std::vector<Work> batch = takeBatch();
            if (batch.empty())
                break;
            if (opened) {
                settle(database, std::move(batch));
                continue;
            }
            for (const Work &work : batch)
                work.done(opened);
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace ca
