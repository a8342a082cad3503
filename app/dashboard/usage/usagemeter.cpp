#include "usagemeter.h"

#include <QWidget>
#include <chrono>

#include "orchestrator.h"
#include "orchestratorclient.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;
constexpr qsizetype mostJobs = 8;
constexpr qsizetype mostSamples = 1800;

} // namespace

UsageMeter::UsageMeter(OrchestratorClient *client, QWidget *window)
    : QObject(window)
    , m_client(client)
    , m_window(window)
{
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, &UsageMeter::measure);
}

void UsageMeter::watch(const std::optional<Job> &job)
{
    m_id = job ? job->id : JobId();
    if (!job || job->status != JobStatus::Running)
        return m_clock.stop();
    if (!m_clock.isActive()) {
        m_clock.start();
        measure();
    }
}

void UsageMeter::measure()
{
    if (m_isAsking || m_id.isNull() || !m_window->isVisible() || m_window->window()->isMinimized())
        return;
    m_isAsking = true;
    m_client->ask<ResourceUse>([id = m_id](Orchestrator &orchestrator) { return orchestrator.resourceUse(id); })
        .then(this,
              [this, id = m_id](const Result<ResourceUse> &use) {
                  m_isAsking = false;
                  if (use) // else there is no sandbox just now
                      keep(id, *use);
              })
        .onCanceled(this, [this] { m_isAsking = false; });
}

void UsageMeter::keep(const JobId &id, const ResourceUse &use)
{
    m_order.removeOne(id);
    m_order.append(id);
    if (m_order.size() > mostJobs)
        m_samples.remove(m_order.takeFirst());
    QList<ResourceUse> &samples = m_samples[id];
    samples.append(use);
    if (samples.size() > mostSamples) {
        QList<ResourceUse> thinned;
        for (qsizetype i = 0; i < samples.size(); i += 2)
            thinned.append(samples.at(i));
        samples = thinned;
    }
    Q_EMIT measured(id);
}

} // namespace ca::dashboard
