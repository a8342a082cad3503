#pragma once

#include <QObject>

#include "job.h"

namespace ca {
class Orchestrator;
}

namespace ca::dashboard {

/// Passes on one job's steps and events. Lives on the core thread and goes with the orchestrator.
class WatchRelay : public QObject
{
    Q_OBJECT

public:
    explicit WatchRelay(Orchestrator *orchestrator);

    /// Null: none.
    void setJob(const JobId &id) { m_id = id; }

Q_SIGNALS:
    void stepChanged(const ca::JobId &id, const ca::Step &step);
    void eventAdded(const ca::JobId &id, const ca::JobEvent &event);

private:
    JobId m_id;
};

} // namespace ca::dashboard
