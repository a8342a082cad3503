#pragma once

#include <QSet>
#include <sys/types.h>

#include "cgrouphierarchy.h"

namespace ca {

/// cgroup v2, where it has been delegated to us: our own group is writable and holds no process but this one, which
/// then moves into a leaf, since a group whose children have controllers may hold no processes itself.
class CgroupV2 : public CgroupHierarchy
{
public:
    /// `own`: the directory of our own cgroup; `pid`: this process.
    CgroupV2(const QString &own, pid_t pid);
    ~CgroupV2() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] bool offers(Resource resource) const override;
    Result<void> add(JobCgroup &group, const QString &name, const CgroupLimits &limits) override;
    void removeLeftovers() override;

private:
    static Result<void> addMemory(JobCgroup &group, const QString &directory, qint64 bytes);
    bool makeRoom();
    void enableControllers(const QString &directory);

    QString m_own;
    QString m_parent;
    pid_t m_pid;
    QSet<QByteArray> m_controllers;
};

} // namespace ca
