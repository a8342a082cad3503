#include "jobfeed.h"

#include <QSignalSpy>
#include <QTest>

namespace ca::dashboard {

namespace {
constexpr int mostMs = 10'000;
}

bool JobFeed::load()
{
    const QSignalSpy loaded(&m_client, &OrchestratorClient::loaded);
    m_client.receive({});
    return QTest::qWaitFor([&] { return loaded.count() > 0; }, mostMs);
}

bool JobFeed::give(const Job &job)
{
    const QSignalSpy taken(&m_client, &OrchestratorClient::jobsChanged);
    m_client.receive({job});
    return QTest::qWaitFor([&] { return taken.count() > 0; }, mostMs);
}

Job JobFeed::changed(Job job, JobStatus status, JobPhase phase)
{
    job.status = status;
    job.phase = phase;
    return job;
}

} // namespace ca::dashboard
