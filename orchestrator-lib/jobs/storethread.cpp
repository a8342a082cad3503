#include "storethread.h"

#include <QSqlError>

#include "storeschema.h"

namespace ca {

StoreThread::StoreThread(QString path)
    : m_path(std::move(path))
{
    setObjectName(QStringLiteral("store"));
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
    {
        const QMutexLocker lock(&m_mutex);
        m_queue.push_back(std::move(work));
    }
    m_wake.wakeOne();
}

std::vector<StoreThread::Work> StoreThread::takeBatch()
{
    const QMutexLocker lock(&m_mutex);
    while (m_queue.empty() && !m_isEnding)
        m_wake.wait(&m_mutex);
    return std::exchange(m_queue, {});
}

Result<void> StoreThread::commitBatch(QSqlDatabase &database, const std::vector<Work> &batch)
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

void StoreThread::run()
{
    // A connection belongs to the thread that opened it; the name only has to be unique in the process.
    const QString name = QStringLiteral("store-%1").arg(reinterpret_cast<quintptr>(this), 0, 16);
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        const Result<void> opened = openStore(database, m_path);
        while (true) {
            const std::vector<Work> batch = takeBatch();
            if (batch.empty())
                break;
            const Result<void> committed = opened ? commitBatch(database, batch) : opened;
            for (const Work &work : batch)
                work.done(committed);
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace ca
