#pragma once

#include <QCoroTask>
#include <QHash>
#include <QTimer>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "engineclient.h"
#include "engineevents.h"
#include "owncontainers.h"

namespace ca {

/// The way to one engine: it is reached when somebody needs it, says then what it is, and from then on tells what
/// happens to the data folder's containers. Whenever it is reached anew, those that nobody keeps are removed. Lives on
/// the core thread.
class EngineConnection : public std::enable_shared_from_this<EngineConnection>
{
public:
    EngineConnection(const EngineAddress &address, const QString &dataDir);

    /// Errors: as of EngineClient::connect().
    QCoro::Task<Result<void>> connect();
    /// connect(), and the engine tells its events.
    QCoro::Task<Result<void>> ready();
    /// The same for an engine that may be away, as long as `patience` lasts and the job's container is kept. True when
    /// it was away, which `told` is told at once, in a sentence.
    QCoro::Task<Result<bool>> readyInTime(QString job, std::chrono::seconds patience,
                                          std::function<void(const QString &)> told);
    /// Where somebody waits for the job's container in readyInTime(), it is kept no more, and that returns.
    void stopWaiting(const QString &job);
    /// The job's container is kept no more, and gone when this returns; that of an engine that is away goes when it is
    /// back.
    QCoro::Task<void> discard(QString job);
    /// The engine is needed no more; its events are lost.
    void stop();

    [[nodiscard]] const EngineAddress &address() const { return m_client->address(); }
    [[nodiscard]] const std::shared_ptr<EngineClient> &client() const { return m_client; }
    [[nodiscard]] OwnContainers &containers() const { return *m_containers; }
    [[nodiscard]] const EngineEvents &events() const { return m_events; }
    /// Not set until it has been reached, and when it is lost.
    [[nodiscard]] const std::optional<EngineFacts> &facts() const { return m_facts; }

private:
    void lose(const QString &reason);
    QCoro::Task<void> removeWhenReached();

    std::shared_ptr<EngineClient> m_client;
    std::shared_ptr<OwnContainers> m_containers;
    EngineEvents m_events;
    std::optional<EngineFacts> m_facts;
    /// Who waits in readyInTime(), by the job.
    QHash<QString, QTimer *> m_waits;
    /// Runs while there may be strays at an engine that is away.
    QTimer m_again;
};

} // namespace ca
