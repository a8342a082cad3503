#include "resultpacker.h"

#include <QPromise>
#include <QThread>

#include "packer.h"

namespace ca {

QStringList defaultExcludes()
{
    return {QStringLiteral("node_modules"), QStringLiteral(".venv"), QStringLiteral("__pycache__")};
}

QFuture<Result<PackedResult>> packResult(PackRequest request, std::stop_token stop)
{
    auto promise = std::make_shared<QPromise<Result<PackedResult>>>();
    auto future = promise->future();
    promise->start();
    promise->setProgressRange(0, 100);
    QThread *thread = QThread::create([promise, stop = std::move(stop), request = std::move(request)] {
        Packer packer(request, stop, [&promise](int percent) { promise->setProgressValue(percent); });
        promise->addResult(packer.run());
        promise->finish();
    });
    thread->setObjectName(QStringLiteral("packer"));
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start(QThread::LowPriority);
    return future;
}

} // namespace ca
