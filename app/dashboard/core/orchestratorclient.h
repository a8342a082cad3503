#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>
#include <functional>
#include <memory>

#include "job.h"
#include "jobinbox.h"
#include "result.h"

namespace ca {
class Orchestrator;
}

namespace ca::dashboard {

/// The GUI thread's side of the orchestrator, which lives on the core thread: calls go there as events and come back
/// as futures, changes come back in batches, at most one per frame. Owns nothing of the core. Lives on the GUI thread.
class OrchestratorClient : public QObject
{
    Q_OBJECT

public:
    explicit OrchestratorClient(QObject *parent = nullptr);

    /// Starts to relay: jobsChanged() with all jobs follows, then loaded(). The orchestrator must live until detach().
    void attach(Orchestrator *orchestrator);
    /// After this no new call reaches the orchestrator.
    void detach() { m_orchestrator = nullptr; }
    [[nodiscard]] bool isAttached() const { return m_orchestrator != nullptr; }

    /// Runs `work` on the core thread. The future ends there: continue with then() and a context object. While detached
    /// the answer is a NotReady error; a future is cancelled when the orchestrator goes away before it was asked.
    /// `work` lives until its task has ended, so a lambda coroutine may use what it captured.
    template <typename T>
    QFuture<Result<T>> ask(std::function<QCoro::Task<Result<T>>(Orchestrator &)> work)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        const QFuture<Result<T>> future = promise->future();
        if (isAttached()) {
            post([work = std::move(work), promise = std::move(promise)](Orchestrator &orchestrator) {
                run<T>(work, &orchestrator, promise);
            });
        } else {
            promise->addResult(notReady());
            promise->finish();
        }
        return future;
    }

    /// Whose limits a new job gets.
    enum class LimitsOf : std::uint8_t { Settings, Request };

    /// What the window asks for most.
    QFuture<Result<JobId>> schedule(JobRequest request, LimitsOf limits = LimitsOf::Settings);
    QFuture<Result<bool>> cancel(JobId id);
    QFuture<Result<QString>> jobDir(JobId id);

    /// What the relay reports; also for who stands in for an orchestrator.
    void receive(const QList<Job> &jobs);

Q_SIGNALS:
    /// New and changed jobs.
    void jobsChanged(const QList<ca::Job> &jobs);
    void jobsRemoved(const QList<ca::JobId> &ids);
    /// All jobs that were there at the start have been reported. Emitted once.
    void loaded();

private:
    template <typename T>
    static QCoro::Task<void> run(std::function<QCoro::Task<Result<T>>(Orchestrator &)> work, Orchestrator *orchestrator,
                                 std::shared_ptr<QPromise<Result<T>>> promise)
    {
        promise->addResult(co_await work(*orchestrator));
        promise->finish();
    }
    void post(std::function<void(Orchestrator &)> call);
    [[nodiscard]] static std::unexpected<Error> notReady();
    void awaitFrame();
    void deliver();

    Orchestrator *m_orchestrator = nullptr;
    std::shared_ptr<JobInbox> m_inbox = std::make_shared<JobInbox>();
    QTimer m_frame;
    bool m_loaded = false;
};

} // namespace ca::dashboard
