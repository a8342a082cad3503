#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <QTemporaryDir>
#include <memory>
#include <stop_token>

#include "folderarchive.h"
#include "result.h"

namespace ca {
class Orchestrator;
}

namespace ca::dashboard {

class OrchestratorClient;

/// Tells from the core thread how far a file is; receivers connect to it across threads.
class SendProgress : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void moved(qint64 done, qint64 total);
};

/// Gives files and folders to the orchestrator, one after the other, in parts, before their job is scheduled; a folder
/// goes as an archive. Nothing is read on the GUI thread. Lives there.
class InputSending : public QObject
{
    Q_OBJECT

public:
    /// The client outlives it.
    explicit InputSending(OrchestratorClient *client, QObject *parent = nullptr);
    /// Cancels what is at work.
    ~InputSending() override;

    /// finished() follows.
    void start(const QStringList &paths);
    /// finished() follows, with a Cancelled error; what was sent is taken back.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// `total` 0: it is being packed.
    void progressed(const QString &name, qint64 done, qint64 total);
    /// Ids of uploads, in the order of the paths. Errors: Cancelled, NotFound, and those of UploadStore.
    void finished(const ca::Result<QStringList> &ids);

private:
    void sendNext();
    void pack(const QString &folder);
    void send(const QString &path, const QString &name);
    void take(const Result<QString> &id);
    void end(const Result<QStringList> &result);
    void takeBack();

    OrchestratorClient *m_client;
    std::stop_source m_stop;
    bool m_isRunning = false;
    QStringList m_paths;
    QStringList m_ids;
    std::shared_ptr<SendProgress> m_progress;
    std::unique_ptr<QTemporaryDir> m_archives;
    QFuture<Result<PackedFolder>> m_packing;
};

} // namespace ca::dashboard
