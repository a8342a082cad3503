#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>
#include <memory>
#include <type_traits>

namespace ca {

/// Runs blocking work on a thread of the pool; the future has what it returns. What `work` holds must outlive it.
template <typename Work>
auto inThreadPool(Work work, QThreadPool &pool = *QThreadPool::globalInstance()) -> QFuture<std::invoke_result_t<Work>>
{
    using Returned = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Returned>>();
    promise->start();
    pool.start([promise, work = std::move(work)]() mutable {
        if constexpr (std::is_void_v<Returned>)
            work();
        else
            promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace ca
