#include "jobcalls.h"

#include "agentdialogue.h"
#include "orchestrator.h"

namespace ca::dashboard {

namespace {

template <typename T>
Result<JobId> answer(const Result<T> &result, const JobId &id)
{
    return result ? Result<JobId>(id) : failure(result.error());
}

} // namespace

QCoro::Task<Result<JobId>> cancelJob(Orchestrator &orchestrator, JobId id)
{
    const Result<bool> result = co_await orchestrator.cancel(id);
    co_return answer(result, id);
}

QCoro::Task<Result<JobId>> pauseJob(Orchestrator &orchestrator, JobId id)
{
    const auto dialogue = orchestrator.dialogue(id);
    if (!dialogue)
        co_return failure(dialogue.error());
    const Result<void> result = co_await (*dialogue)->pause();
    co_return answer(result, id);
}

QCoro::Task<Result<JobId>> resumeJob(Orchestrator &orchestrator, JobId id)
{
    const auto dialogue = orchestrator.dialogue(id);
    if (!dialogue)
        co_return failure(dialogue.error());
    const Result<void> result = co_await (*dialogue)->resume();
    co_return answer(result, id);
}

QCoro::Task<Result<JobId>> retryJob(Orchestrator &orchestrator, JobId id)
{
    co_return co_await orchestrator.retry(id);
}

QCoro::Task<Result<JobId>> removeJob(Orchestrator &orchestrator, JobId id)
{
    const Result<void> result = co_await orchestrator.remove(id);
    co_return answer(result, id);
}

} // namespace ca::dashboard
