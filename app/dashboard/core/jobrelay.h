#pragma once

#include <QObject>
#include <memory>

#include "jobinbox.h"

namespace ca {
class Orchestrator;
}

namespace ca::dashboard {

/// Puts an orchestrator's jobs and their changes into an inbox. Lives on the core thread and goes with the
/// orchestrator.
class JobRelay : public QObject
{
    Q_OBJECT

public:
    explicit JobRelay(std::shared_ptr<JobInbox> inbox);

    /// On the core thread, once: puts all jobs in, then every change. The orchestrator becomes the parent.
    void start(Orchestrator *orchestrator);

Q_SIGNALS:
    /// There is something in the box again.
    void filled();

private:
    std::shared_ptr<JobInbox> m_inbox;
};

} // namespace ca::dashboard
