#include "inputsending.h"

#include <QCoroFuture>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>

#include "orchestrator.h"
#include "orchestratorclient.h"
#include "poolwork.h"
#include "uploadstore.h"

namespace ca::dashboard {

namespace {

constexpr qint64 partBytes = qint64{4} << 20;

std::unexpected<Error> cancelled()
{
    return failure(ErrorCode::Cancelled, InputSending::tr("Sending was cancelled."));
}

Result<QByteArray> readPart(const QString &path, qint64 offset, qint64 length)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(offset))
        return failure(ErrorCode::Io, InputSending::tr("%1 cannot be read: %2").arg(path, file.errorString()));
    QByteArray part = file.read(length);
    if (part.size() < length)
        return failure(ErrorCode::Io,
                       InputSending::tr("%1 cannot be read to its end: it may have changed just now.").arg(path));
    return part;
}

/// On the core thread; the orchestrator may go away between any two parts.
QCoro::Task<Result<void>> sendParts(QPointer<Orchestrator> orchestrator, Upload upload, QString path,
                                    std::stop_token stop, std::shared_ptr<SendProgress> progress)
{
    for (qint64 done = 0; done < upload.size;) {
        const qint64 length = std::min(partBytes, upload.size - done);
        const auto part = co_await inThreadPool([path, done, length] { return readPart(path, done, length); });
        if (!orchestrator || stop.stop_requested())
            co_return cancelled();
        if (!part)
            co_return failure(part.error());
        const auto appended = co_await orchestrator->uploads().append(upload.id, done, *part);
        if (!appended)
            co_return failure(appended.error());
        done += length;
        Q_EMIT progress->moved(done, upload.size);
    }
    co_return {};
}

QCoro::Task<Result<QString>> sendFile(QPointer<Orchestrator> orchestrator, QString path, QString name,
                                      std::stop_token stop, std::shared_ptr<SendProgress> progress)
{
    const qint64 size = QFileInfo(path).size();
    const auto upload = co_await orchestrator->uploads().create(name, size);
    if (!upload)
        co_return failure(upload.error());
    const QString id = upload->id;
    const auto sent = co_await sendParts(orchestrator, *upload, path, stop, progress);
    if (sent)
        co_return QString(id);
    if (orchestrator)
        co_await orchestrator->uploads().remove(id);
    co_return failure(sent.error());
}

} // namespace

InputSending::InputSending(OrchestratorClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

InputSending::~InputSending()
{
    m_stop.request_stop();
    m_packing.waitForFinished(); // ends at the next block of a file
    if (m_isRunning)
        takeBack();
}

void InputSending::start(const QStringList &paths)
{
    m_stop = {};
    m_isRunning = true;
    m_paths = paths;
    m_ids.clear();
    m_progress = std::make_shared<SendProgress>();
    sendNext();
}

void InputSending::cancel()
{
    m_stop.request_stop();
}

void InputSending::sendNext()
{
    if (m_stop.stop_requested())
        return end(cancelled());
    if (m_ids.size() == m_paths.size())
        return end(m_ids);
    const QFileInfo info(m_paths.at(m_ids.size()));
    if (info.isDir())
        pack(info.canonicalFilePath());
    else if (info.isFile())
        send(info.filePath(), info.fileName());
    else
        end(failure(ErrorCode::NotFound, tr("There is no file or folder %1 any more.").arg(info.filePath())));
}

void InputSending::pack(const QString &folder)
{
    if (!m_archives)
        m_archives = std::make_unique<QTemporaryDir>();
    if (!m_archives->isValid())
        return end(failure(ErrorCode::Io, tr("A temporary folder cannot be made: %1").arg(m_archives->errorString())));
    const QString base = QFileInfo(folder).fileName();
    const QString name = (base.isEmpty() ? QStringLiteral("input") : base) + QLatin1StringView(".tar.zst");
    const QString archive = m_archives->filePath(QString::number(m_ids.size()) + QLatin1Char('-') + name);
    Q_EMIT progressed(name, 0, 0);
    m_packing = inThreadPool(
        [folder, archive, stop = m_stop.get_token()] { return packFolder(folder, archive, stop, [](qint64) {}); });
    m_packing.then(this, [this, archive, name](const Result<PackedFolder> &packed) {
        if (packed)
            send(archive, name);
        else
            end(failure(packed.error()));
    });
}

void InputSending::send(const QString &path, const QString &name)
{
    disconnect(m_progress.get(), nullptr, this, nullptr);
    connect(m_progress.get(), &SendProgress::moved, this,
            [this, name](qint64 done, qint64 total) { Q_EMIT progressed(name, done, total); });
    m_client
        ->ask<QString>([path, name, stop = m_stop.get_token(), progress = m_progress](Orchestrator &orchestrator) {
            return sendFile(&orchestrator, path, name, stop, progress);
        })
        .then(this, [this](const Result<QString> &id) { take(id); })
        .onCanceled(this, [this] { end(cancelled()); });
}

void InputSending::take(const Result<QString> &id)
{
    if (!id)
        return end(failure(id.error()));
    m_ids.append(*id);
    sendNext();
}

void InputSending::end(const Result<QStringList> &result)
{
    m_isRunning = false;
    m_archives.reset();
    if (!result)
        takeBack();
    Q_EMIT finished(result);
}

void InputSending::takeBack()
{
    for (const QString &id : std::exchange(m_ids, {})) {
        m_client->ask<bool>([id](Orchestrator &orchestrator) -> QCoro::Task<Result<bool>> {
            const auto removed = co_await orchestrator.uploads().remove(id);
            co_return removed.has_value();
        });
    }
}

} // namespace ca::dashboard
