#include "filecopy.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>
#include <memory>

namespace ca::dashboard {

namespace {

struct CopyTexts
{
    Q_DECLARE_TR_FUNCTIONS(CopyTexts)
};

constexpr qint64 blockSize = 1 << 20;

std::unexpected<Error> writeFailure(const QSaveFile &file)
{
    const bool isFull = file.error() == QFileDevice::ResourceError;
    return failure(isFull ? ErrorCode::NoSpace : ErrorCode::Io,
                   CopyTexts::tr("%1 cannot be written: %2. Choose another place.")
                       .arg(QDir::toNativeSeparators(file.fileName()), file.errorString()));
}

Result<void> copy(QPromise<Result<void>> &promise, const QString &source, const QString &target)
{
    QFile from(source);
    if (!from.open(QIODevice::ReadOnly))
        return failure(ErrorCode::NotFound, CopyTexts::tr("The result is no longer there: %1 was moved or deleted. Run "
                                                          "the task again to get a new one.")
                                                .arg(QDir::toNativeSeparators(source)));
    QSaveFile to(target);
    if (!to.open(QIODevice::WriteOnly))
        return writeFailure(to);
    const qint64 size = std::max<qint64>(from.size(), 1);
    QByteArray block;
    for (qint64 done = 0; !promise.isCanceled(); done += block.size()) {
        promise.setProgressValue(static_cast<int>(done * 1000 / size));
        block = from.read(blockSize);
        if (block.isEmpty())
            break;
        if (to.write(block) != block.size())
            return writeFailure(to);
    }
    if (from.error() != QFileDevice::NoError)
        return failure(
            ErrorCode::Io,
            CopyTexts::tr("%1 cannot be read: %2.").arg(QDir::toNativeSeparators(source), from.errorString()));
    if (promise.isCanceled()) {
        to.cancelWriting();
        return {};
    }
    return to.commit() ? Result<void>() : writeFailure(to);
}

} // namespace

QFuture<Result<void>> copyFile(const QString &source, const QString &target)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->setProgressRange(0, 1000);
    promise->start();
    QThreadPool::globalInstance()->start([promise, source, target] {
        promise->addResult(copy(*promise, source, target));
        promise->finish();
    });
    return promise->future();
}

} // namespace ca::dashboard
