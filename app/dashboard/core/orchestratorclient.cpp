#include "orchestratorclient.h"

#include <chrono>

#include "jobrelay.h"
#include "orchestrator.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;

} // namespace

OrchestratorClient::OrchestratorClient(QObject *parent)
    : QObject(parent)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(16ms);
    connect(&m_frame, &QTimer::timeout, this, &OrchestratorClient::deliver);
}

void OrchestratorClient::attach(Orchestrator *orchestrator)
{
    m_orchestrator = orchestrator;
    auto *relay = new JobRelay(m_inbox); // the orchestrator owns it from start() on
    connect(relay, &JobRelay::filled, this, &OrchestratorClient::awaitFrame);
    relay->moveToThread(orchestrator->thread());
    QMetaObject::invokeMethod(relay, [relay, orchestrator] { relay->start(orchestrator); }, Qt::QueuedConnection);
}

QFuture<Result<JobId>> OrchestratorClient::schedule(JobRequest request, LimitsOf limits)
{
    return ask<JobId>([request = std::move(request), limits](Orchestrator &orchestrator) {
        JobRequest asked = request;
        if (limits == LimitsOf::Settings)
            asked.limits = orchestrator.config().defaultLimits;
        return orchestrator.schedule(std::move(asked));
    });
}

QFuture<Result<bool>> OrchestratorClient::cancel(JobId id)
{
    return ask<bool>([id](Orchestrator &orchestrator) { return orchestrator.cancel(id); });
}

QFuture<Result<QString>> OrchestratorClient::jobDir(JobId id)
{
    return ask<QString>(
        [id](Orchestrator &orchestrator) -> QCoro::Task<Result<QString>> { co_return orchestrator.jobDir(id); });
}

void OrchestratorClient::receive(const QList<Job> &jobs)
{
    m_inbox->put(jobs);
    awaitFrame();
}

void OrchestratorClient::post(std::function<void(Orchestrator &)> call)
{
    Orchestrator *const core = m_orchestrator;
    QMetaObject::invokeMethod(core, [core, call = std::move(call)] { call(*core); }, Qt::QueuedConnection);
}

std::unexpected<Error> OrchestratorClient::notReady()
{
    return failure(ErrorCode::NotReady, tr("The jobs are not open yet. Try again in a moment."));
}

void OrchestratorClient::awaitFrame()
{
    if (!m_frame.isActive())
        m_frame.start();
}

void OrchestratorClient::deliver()
{
    const JobInbox::News news = m_inbox->takeAll();
    if (!news.changed.isEmpty())
        Q_EMIT jobsChanged(news.changed);
    if (!news.removed.isEmpty())
        Q_EMIT jobsRemoved(news.removed);
    if (!std::exchange(m_loaded, true))
        Q_EMIT loaded();
}

} // namespace ca::dashboard
