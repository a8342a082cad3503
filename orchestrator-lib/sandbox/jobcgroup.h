#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QStringList>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "cgrouphierarchy.h"
#include "uniquefd.h"

namespace ca {

/// The cgroup directories of one job, in one or several hierarchies, and the events in them. Lives on the thread that
/// made it; the destructor removes what remove() has not.
class JobCgroup : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~JobCgroup() override;

    /// Makes a directory, or takes one this group has already made; it is removed with the group.
    /// Errors: SandboxFailed.
    Result<void> makeDirectory(const QString &path);
    /// Emits limitHit() once `key` in the event file `path` is above zero; the kernel reports changes of version 2's.
    void watchFile(Resource resource, const QString &path, const QByteArray &key);
    /// The same for a file whose changes the kernel does not report: it is read a few times a second.
    void pollFile(Resource resource, const QString &path, const QByteArray &key);
    /// The same for cgroup v1's memory.oom_control in `directory`, which reports through an eventfd, before the kill.
    void watchOomControl(const QString &directory);

    /// A process joins by writing "0" to each of these; valid as long as the group.
    [[nodiscard]] std::vector<int> joinFds() const;
    /// Their paths.
    [[nodiscard]] QStringList directories() const;
    /// The first limit that was hit so far.
    [[nodiscard]] std::optional<Resource> limitHitSoFar() const;
    /// Removes the directories, after killing whatever is still in them; false while a process has yet to end.
    bool remove();

Q_SIGNALS:
    void limitHit(ca::Resource resource);

private:
    struct Directory
    {
        QString path;
        UniqueFd procs;
    };
    struct Counter
    {
        Resource resource;
        UniqueFd file;
        QByteArray key;
        UniqueFd event = UniqueFd();
        std::unique_ptr<QSocketNotifier> notifier = nullptr;
        bool polled = false;
    };
    Counter &add(Resource resource, const QString &path, const QByteArray &key);
    void pollCounters();
    static bool wasHit(const Counter &counter);

    std::vector<Directory> m_directories;
    std::vector<std::unique_ptr<Counter>> m_counters;
    QTimer m_poll;
};

/// Kills every process in a cgroup directory and waits, a second at most, for each to end.
void killCgroup(const QString &directory);

} // namespace ca
