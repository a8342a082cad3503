#pragma once

#include <QCoroTask>
#include <QObject>
#include <QTimer>
#include <memory>

#include "engineclient.h"
#include "outputpump.h"
#include "result.h"

namespace ca {

class EngineEvents;

/// A running container's output, across outages of its engine: what was printed meanwhile is fetched from what the
/// engine has kept, as soon as it is back.
class ContainerOutput : public QObject
{
    Q_OBJECT

public:
    /// `out`, `err`: where it goes; `received`: how much of it is there already. The events outlive it.
    ContainerOutput(QString containerId, std::shared_ptr<EngineClient> client, const EngineEvents &events, UniqueFd out,
                    UniqueFd err, OutputBytes received);

    /// From now on nothing that the container prints is lost; for one that has not been started. Errors: SandboxFailed.
    QCoro::Task<Result<void>> attach();
    /// Goes on where an earlier orchestrator stopped. Where the engine has kept less than that one had received, what
    /// was printed meanwhile is lost, and told() says so.
    QCoro::Task<void> goOn(bool engineWasAway);
    /// The container has ended: returns when all of its output has been moved, or cannot be had in time.
    QCoro::Task<void> complete();
    /// Returns whether the engine answers within this time, after it did not.
    QCoro::Task<bool> engineIsBack(std::chrono::milliseconds patience);

Q_SIGNALS:
    /// A sentence for the person: some of the output is missing.
    void told(const QString &sentence);
    /// The engine has gone while the container runs.
    void lost();
    /// It is back.
    void regained();
    /// It is back, and the container has ended meanwhile.
    void containerEnded();

private:
    void onPumpChanged();
    void lose();
    QCoro::Task<void> regain();
    QCoro::Task<void> catchUp();
    void goOnBehind(OutputBytes most);

    QString m_id;
    std::shared_ptr<EngineClient> m_client;
    const EngineEvents &m_events;
    /// At the beginning.
    OutputBytes m_received;
    OutputPump m_pump;
    /// Runs from the end of the output to the end of the container, which belong together.
    QTimer m_ended;
    /// Runs until an engine that is there, but refused, is asked again.
    QTimer m_again;
    /// When the stream ended, in milliseconds since 1970.
    qint64 m_endedAt = 0;
    /// The engine itself has stopped since then, not only the stream.
    bool m_wasAway = false;
    bool m_isLost = false;
    bool m_isRegaining = false;
    bool m_isCompleting = false;
};

} // namespace ca
