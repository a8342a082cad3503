#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace ca {

/// Where this process' own cgroups are in the file system.
struct CgroupMounts
{
    /// Empty when cgroup v2 is not mounted or our group is not below what is mounted.
    QString unified;
    /// Where the v2 hierarchy is mounted.
    QString unifiedRoot;
    /// v1 controller ("memory") → directory.
    QHash<QByteArray, QString> v1;
};

/// Reads them out of the contents of /proc/self/mountinfo and /proc/self/cgroup.
CgroupMounts findCgroupMounts(const QByteArray &mountInfo, const QByteArray &selfCgroup);

} // namespace ca
