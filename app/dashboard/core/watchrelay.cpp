#include "watchrelay.h"

#include "orchestrator.h"

namespace ca::dashboard {

WatchRelay::WatchRelay(Orchestrator *orchestrator)
    : QObject(orchestrator)
{
    connect(orchestrator, &Orchestrator::stepChanged, this, [this](const JobId &id, const Step &step) {
        if (id == m_id)
            Q_EMIT stepChanged(id, step);
    });
    connect(orchestrator, &Orchestrator::eventAdded, this, [this](const JobId &id, const JobEvent &event) {
        if (id == m_id)
            Q_EMIT eventAdded(id, event);
    });
}

} // namespace ca::dashboard
