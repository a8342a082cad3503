#pragma once

#include <QCoroTask>
#include <QHash>
#include <QObject>
#include <QTimer>

#include "result.h"
#include "upload.h"

namespace ca {

/// Files that callers send in parts, before they schedule the job that takes them. They are kept for a day, and not
/// over a restart. Lives on the core thread; the disk is touched on others.
class UploadStore : public QObject
{
    Q_OBJECT

public:
    /// `dir` is empty or missing.
    explicit UploadStore(QString dir, const UploadLimits &limits = {}, QObject *parent = nullptr);
    ~UploadStore() override;

    /// `size`: -1 when it is not known. Errors: InvalidArgument (the name), TooLarge, QueueFull (too many wait),
    /// NoSpace, Io.
    QCoro::Task<Result<Upload>> create(QString name, qint64 size);
    /// Adds a part at the end of what is there; it is on disk, though not synced, when this returns. Errors: NotFound,
    /// WrongState (the part begins elsewhere, detail: where it should; or another part is being written), TooLarge,
    /// NoSpace, Io.
    QCoro::Task<Result<Upload>> append(QString id, qint64 offset, QByteArray part);
    /// Errors: NotFound.
    [[nodiscard]] Result<Upload> find(const QString &id) const;
    /// Errors: NotFound, WrongState (a part is being written, or a job is taking it).
    QCoro::Task<Result<void>> remove(QString id);

    /// Uploads that a job is about to take: nobody else can change or take them until one of the next two calls.
    /// Errors: InvalidArgument with detail "inputs" (unknown, named twice, not complete, or taken).
    Result<QList<Upload>> reserve(const QStringList &ids);
    void release(const QStringList &ids);
    /// They are kept with the job now.
    QCoro::Task<void> forget(QStringList ids);

    [[nodiscard]] QString pathOf(const QString &id) const { return m_dir + u'/' + id; }
    [[nodiscard]] const UploadLimits &limits() const { return m_limits; }

private:
    struct Entry
    {
        Upload upload;
        bool isBusy = false;
    };
    [[nodiscard]] Result<void> checkRoom(qint64 size) const;
    [[nodiscard]] Result<void> checkPart(const QString &id, qint64 offset, qint64 bytes) const;
    [[nodiscard]] qint64 allBytes() const;
    void removeExpired();
    void armClock();

    QString m_dir;
    UploadLimits m_limits;
    QHash<QString, Entry> m_entries;
    /// Due when the oldest one is too old.
    QTimer m_clock;
};

} // namespace ca
