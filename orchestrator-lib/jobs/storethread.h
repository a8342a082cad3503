#pragma once

#include <QFuture>
#include <QMutex>
#include <QPromise>
#include <QSqlDatabase>
#include <QString>
#include <QThread>
#include <QWaitCondition>
#include <functional>
#include <span>
#include <vector>

#include "result.h"
#include "storerecovery.h"

namespace ca {

/// Runs database work in order on a thread of its own. Whatever has come in while the disk was busy becomes one
/// transaction, so the cost of a sync is shared (group commit). What may not get lost is tried again while the disk is
/// full or the database locked. Thread-safe.
class StoreThread : public QThread
{
public:
    struct Work
    {
        /// Runs inside a transaction on the store's thread; a failure rolls the whole batch back.
        std::function<Result<void>(QSqlDatabase &)> run;
        /// Called on the store's thread once the transaction is on disk, or with why it is not.
        std::function<void(const Result<void> &)> done;
        enum class Kind : quint8 {
            Read,    ///< is done whatever becomes of the others in the transaction
            Write,   ///< fails with the transaction
            Lasting, ///< tried again until the end while the disk is full or the database locked
        };
        Kind kind = Kind::Write;
    };

    /// Starts by itself.
    explicit StoreThread(QString dataDir);
    ~StoreThread() override;

    /// What openAndLoad() said; comes once, for who takes it.
    [[nodiscard]] QFuture<Result<StoredJobs>> loaded() const { return m_loaded.future(); }
    /// After finish() it fails at once, with Conflict.
    void post(Work work);
    /// Blocks until what was posted is done and the database is closed.
    void finish();

protected:
    void run() override;

private:
    std::vector<Work> takeBatch();
    void settle(QSqlDatabase &database, std::vector<Work> batch);
    [[nodiscard]] Result<void> commit(QSqlDatabase &database, std::span<const Work> batch) const;
    void keep(Work work, const Error &error);

    const QString m_dataDir;
    QPromise<Result<StoredJobs>> m_loaded;
    /// The store's thread only: lasting work that could not be done yet, oldest first.
    std::vector<Work> m_kept;
    /// It was said that writing fails; said once.
    bool m_isFailing = false;
    QMutex m_mutex;
    QWaitCondition m_wake;
    std::vector<Work> m_queue;
    bool m_isEnding = false;
};

} // namespace ca
