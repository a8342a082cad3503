#include "jobrelay.h"

#include "orchestrator.h"

namespace ca::dashboard {

JobRelay::JobRelay(std::shared_ptr<JobInbox> inbox)
    : m_inbox(std::move(inbox))
{
}

void JobRelay::start(Orchestrator *orchestrator)
{
    setParent(orchestrator);
    const auto relay = [this](const Job &job) {
        if (m_inbox->put({job}))
            Q_EMIT filled();
    };
    connect(orchestrator, &Orchestrator::jobAdded, this, relay);
    connect(orchestrator, &Orchestrator::jobChanged, this, relay);
    connect(orchestrator, &Orchestrator::jobRemoved, this, [this](const JobId &id) {
        if (m_inbox->remove(id))
            Q_EMIT filled();
    });
    m_inbox->put(orchestrator->jobs());
    Q_EMIT filled(); // also with no jobs at all: the other side waits to hear that
}

} // namespace ca::dashboard
