#pragma once

#include <QTemporaryDir>
#include <memory>

#include "jobservices.h"
#include "orchestrator.h"
#include "providers.h"
#include "settings.h"

namespace ca::test {

/// The library itself, with real sandboxes, for what no program offers from outside.
class ServiceCore
{
public:
    explicit ServiceCore(const ServicePatience &patience = {});
    /// Ends what runs.
    ~ServiceCore();

    [[nodiscard]] Orchestrator &orchestrator() { return *m_orchestrator; }
    [[nodiscard]] QString dataDir() const { return m_dir.path(); }

    /// Schedules a runbook and returns once its agent is at work.
    JobId start(const QString &runbook, NetworkPolicy network = NetworkPolicy::Off);
    /// Of a job that is at work.
    [[nodiscard]] JobServices &services(const JobId &id);
    /// The job when it has ended.
    JobDetails awaitEnd(const JobId &id, int seconds = 90);
    void cancel(const JobId &id);
    /// Ends all of it but the data folder; for the very end.
    void shutDown();
    /// Of its workspace; null when it is not there.
    [[nodiscard]] QByteArray file(const JobId &id, const QString &name) const;

    /// What comes on the connection until it holds `text`, or until nothing has come for so long.
    static QByteArray readUntil(const UniqueFd &socket, const QByteArray &text, int seconds = 30);

private:
    QTemporaryDir m_dir;
    Providers m_providers;
    std::unique_ptr<Orchestrator> m_orchestrator;
};

} // namespace ca::test
