#include "uploadstore.h"

#include <QCoroFuture>
#include <QDateTime>
#include <QFile>
#include <QPointer>
#include <QUuid>
#include <algorithm>

#include "inputname.h"
#include "poolwork.h"
#include "uploadfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
std::unexpected<Error> unknownUpload(const QString &id)
{
    return failure(ErrorCode::NotFound,
                   u"there is no upload \"%1\": it was taken by a job, deleted, or never begun"_s.arg(id), u"id"_s);
}

std::unexpected<Error> busyUpload()
{
    return failure(ErrorCode::WrongState, u"the upload is in use by another call: wait for its answer"_s);
}

std::unexpected<Error> unfitInput(const QString &sentence)
{
    return failure(ErrorCode::InvalidArgument, sentence, u"inputs"_s);
}
} // namespace

UploadStore::UploadStore(QString dir, const UploadLimits &limits, QObject *parent)
    : QObject(parent)
    , m_dir(std::move(dir))
    , m_limits(limits)
    , m_clock(this)
{
    m_clock.setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, this, &UploadStore::removeExpired);
}

UploadStore::~UploadStore() = default;

qint64 UploadStore::allBytes() const
{
    qint64 bytes = 0;
    for (const Entry &entry : m_entries)
        bytes += std::max(entry.upload.size, entry.upload.received);
    return bytes;
}

Result<void> UploadStore::checkRoom(qint64 size) const
{
    if (size > m_limits.uploadBytes) {
        return failure(ErrorCode::TooLarge, u"an upload may have %1 bytes at most"_s.arg(m_limits.uploadBytes),
                       u"size"_s);
    }
    if (m_entries.size() >= m_limits.uploads || allBytes() + std::max<qint64>(size, 0) > m_limits.allBytes) {
        return failure(ErrorCode::QueueFull, u"too many uploads wait for their jobs: schedule these jobs, or delete "
                                             "uploads that are not needed"_s);
    }
    return {};
}

QCoro::Task<Result<Upload>> UploadStore::create(QString name, qint64 size)
{
    if (auto fits = checkInputName(name).and_then([&] { return checkRoom(size); }); !fits)
        co_return failure(fits.error());
    const Upload upload{.id = QUuid::createUuid().toString(QUuid::WithoutBraces),
                        .name = name,
                        .size = size,
                        .created = QDateTime::currentMSecsSinceEpoch()};
    m_entries.insert(upload.id, {.upload = upload, .isBusy = true});
    const QPointer<UploadStore> self(this);
    const auto created = co_await inThreadPool([path = pathOf(upload.id)] { return createUploadFile(path); });
    if (!self)
        co_return unknownUpload(upload.id);
    if (!created) {
        m_entries.remove(upload.id);
        co_return failure(created.error());
    }
    m_entries[upload.id].isBusy = false;
    armClock();
    co_return upload;
}

Result<void> UploadStore::checkPart(const QString &id, qint64 offset, qint64 bytes) const
{
    const auto entry = m_entries.constFind(id);
    if (entry == m_entries.cend())
        return unknownUpload(id);
    if (entry->isBusy)
        return busyUpload();
    const Upload &upload = entry->upload;
    if (offset != upload.received) {
        return failure(ErrorCode::WrongState,
                       u"%1 bytes are there, so the next part begins at %1, not at %2"_s.arg(
                           QString::number(upload.received), QString::number(offset)),
                       QString::number(upload.received));
    }
    const qint64 most = upload.size < 0 ? m_limits.uploadBytes : upload.size;
    const bool isCounted = upload.size >= 0; // in full, when it was created
    if (bytes > most - upload.received || (!isCounted && bytes > m_limits.allBytes - allBytes())) {
        return failure(ErrorCode::TooLarge, u"the upload would get larger than its %1 bytes"_s.arg(most), u"size"_s);
    }
    return {};
}

QCoro::Task<Result<Upload>> UploadStore::append(QString id, qint64 offset, QByteArray part)
{
    if (auto fits = checkPart(id, offset, part.size()); !fits)
        co_return failure(fits.error());
    m_entries[id].isBusy = true;
    const QPointer<UploadStore> self(this);
    const auto written =
        co_await inThreadPool([path = pathOf(id), offset, part] { return writePart(path, offset, part); });
    if (!self)
        co_return unknownUpload(id);
    Entry &entry = m_entries[id]; // nobody removes a busy one
    entry.isBusy = false;
    if (!written)
        co_return failure(written.error());
    entry.upload.received += part.size();
    const Upload upload = entry.upload; // QCoro 0.12 moves from whatever lvalue is returned
    co_return upload;
}

Result<Upload> UploadStore::find(const QString &id) const
{
    const auto entry = m_entries.constFind(id);
    if (entry == m_entries.cend())
        return unknownUpload(id);
    return entry->upload;
}

QCoro::Task<Result<void>> UploadStore::remove(QString id)
{
    const auto entry = m_entries.constFind(id);
    if (entry == m_entries.cend())
        co_return unknownUpload(id);
    if (entry->isBusy)
        co_return busyUpload();
    co_await forget({id});
    co_return {};
}

Result<QList<Upload>> UploadStore::reserve(const QStringList &ids)
{
    QList<Upload> uploads;
    for (const QString &id : ids) {
        const auto entry = m_entries.constFind(id);
        if (entry == m_entries.cend())
            return unfitInput(unknownUpload(id).error().message);
        if (entry->isBusy || ids.count(id) > 1)
            return unfitInput(u"the upload \"%1\" is in use, or named twice"_s.arg(id));
        if (!entry->upload.isComplete()) {
            return unfitInput(u"the upload \"%1\" is not complete: %2 of %3 bytes are there"_s.arg(
                entry->upload.name, QString::number(entry->upload.received), QString::number(entry->upload.size)));
        }
        uploads.append(entry->upload);
    }
    for (const QString &id : ids)
        m_entries[id].isBusy = true;
    return uploads;
}

void UploadStore::release(const QStringList &ids)
{
    for (const QString &id : ids) {
        if (const auto entry = m_entries.find(id); entry != m_entries.end())
            entry->isBusy = false;
    }
}

QCoro::Task<void> UploadStore::forget(QStringList ids)
{
    QStringList paths;
    for (const QString &id : ids) {
        m_entries.remove(id);
        paths.append(pathOf(id));
    }
    co_await inThreadPool([paths] {
        for (const QString &path : paths)
            QFile::remove(path);
    });
}

void UploadStore::removeExpired()
{
    const qint64 oldest = QDateTime::currentMSecsSinceEpoch() - std::chrono::milliseconds(m_limits.age).count();
    QStringList expired;
    for (const Entry &entry : std::as_const(m_entries)) {
        if (!entry.isBusy && entry.upload.created <= oldest)
            expired.append(entry.upload.id);
    }
    forget(expired);
    armClock();
}

void UploadStore::armClock()
{
    constexpr std::chrono::milliseconds least(200);
    if (m_entries.isEmpty())
        return m_clock.stop();
    const auto created = [](const Entry &entry) { return entry.upload.created; };
    const qint64 oldest = created(*std::ranges::min_element(m_entries, {}, created));
    const std::chrono::milliseconds age(QDateTime::currentMSecsSinceEpoch() - oldest);
    m_clock.start(std::max<std::chrono::milliseconds>(m_limits.age - age, least));
}

} // namespace ca
