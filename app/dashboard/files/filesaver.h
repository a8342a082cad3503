#pragma once

#include <QObject>
#include <QString>
#include <atomic>
#include <memory>

#include "filesource.h"

namespace ca::dashboard {

/// What a copy out of a job's files has done.
struct SavedFiles
{
    int files = 0;
    qint64 bytes = 0;
    /// Links, pipes and devices, which are not copied.
    int leftOut = 0;
    /// Why it ended early; empty when it did not.
    QString error;
};

/// Copies a file or a folder with everything in it to a place that the person chose. On threads of its own; what is
/// half copied when it fails is removed again where it is one file.
class FileSaver : public QObject
{
    Q_OBJECT

public:
    explicit FileSaver(QObject *parent = nullptr);
    /// Ends a copy that is under way.
    ~FileSaver() override;

    [[nodiscard]] bool isRunning() const { return m_stop != nullptr; }
    /// `target` is the new file or folder itself; a file is written over, a folder must not be there. finished()
    /// follows. One at a time.
    void save(const std::shared_ptr<FileSource> &source, const QByteArray &path, bool isFolder, const QString &target);
    void cancel();

Q_SIGNALS:
    void finished(const ca::dashboard::SavedFiles &saved);

private:
    /// Of the copy under way: set to end it.
    std::shared_ptr<std::atomic_bool> m_stop;
};

} // namespace ca::dashboard
