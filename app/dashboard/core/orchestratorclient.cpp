#include "orchestratorclient.h"

#include <QCoroTask>
#include <QPromise>
#include <chrono>

#include "jobrelay.h"
#include "orchestrator.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;

template <typename T>
using Promise = std::shared_ptr<QPromise<Result<T>>>;

template <typename T>
void fulfil(const Promise<T> &promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

QCoro::Task<void> runSchedule(Orchestrator *orchestrator, JobRequest request, Promise<JobId> promise)
{
    request.limits = orchestrator->config().defaultLimits; // the window asks for no others
    fulfil(promise, co_await orchestrator->schedule(std::move(request)));
}

QCoro::Task<void> runCancel(Orchestrator *orchestrator, JobId id, Promise<bool> promise)
{
    fulfil(promise, co_await orchestrator->cancel(id));
}

/// Runs `call(promise)` on the core thread. The promise dies with the event, and so cancels its future, when the
/// orchestrator goes away first.
template <typename T, typename Call>
QFuture<Result<T>> post(Orchestrator *orchestrator, Call call)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const QFuture<Result<T>> future = promise->future();
    if (orchestrator == nullptr) {
        const QString sentence = OrchestratorClient::tr("The jobs are not open yet. Try again in a moment.");
        fulfil<T>(promise, failure(ErrorCode::NotReady, sentence));
        return future;
    }
    const auto run = [promise, call = std::move(call)] { call(promise); };
    QMetaObject::invokeMethod(orchestrator, run, Qt::QueuedConnection);
    return future;
}

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

QFuture<Result<JobId>> OrchestratorClient::schedule(JobRequest request)
{
    return post<JobId>(m_orchestrator, [core = m_orchestrator, request = std::move(request)](const auto &promise) {
        runSchedule(core, request, promise);
    });
}

QFuture<Result<bool>> OrchestratorClient::cancel(JobId id)
{
    return post<bool>(m_orchestrator,
                      [core = m_orchestrator, id](const auto &promise) { runCancel(core, id, promise); });
}

QFuture<Result<QString>> OrchestratorClient::jobDir(JobId id)
{
    return post<QString>(m_orchestrator, [core = m_orchestrator, id](const auto &promise) {
        fulfil<QString>(promise, core->jobDir(id));
    });
}

void OrchestratorClient::receive(const QList<Job> &jobs)
{
    m_inbox->put(jobs);
    awaitFrame();
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
