#pragma once

#include <QMutex>
#include <QSqlDatabase>
#include <QString>
#include <QThread>
#include <QWaitCondition>
#include <functional>
#include <vector>

#include "result.h"

namespace ca {

/// Runs database work in order on a thread of its own. Whatever has come in while the disk was busy becomes one
/// transaction, so the cost of a sync is shared (group commit). Thread-safe.
class StoreThread : public QThread
{
public:
    struct Work
    {
        /// Runs inside a transaction on the store's thread; a failure rolls the whole batch back.
        std::function<Result<void>(QSqlDatabase &)> run;
        /// Called on the store's thread once the transaction is on disk, or with why it is not.
        std::function<void(const Result<void> &)> done;
    };

    explicit StoreThread(QString path);
    ~StoreThread() override;

    void post(Work work);
    /// Blocks until what was posted is done and the database is closed; nothing may be posted after it.
    void finish();

protected:
    void run() override;

private:
    std::vector<Work> takeBatch();
    static Result<void> commitBatch(QSqlDatabase &database, const std::vector<Work> &batch);

    const QString m_path;
    QMutex m_mutex;
    QWaitCondition m_wake;
    std::vector<Work> m_queue;
    bool m_isEnding = false;
};

} // namespace ca
