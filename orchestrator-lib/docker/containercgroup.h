#pragma once

#include <QByteArray>
#include <QStringList>
#include <memory>

#include "jobcgroup.h"

namespace ca {

/// The cgroups that a container is in, which its engine made and removes.
struct ContainerGroups
{
    /// Tells when memory ran out or too many processes were started; where they cannot be read, nothing.
    std::unique_ptr<JobCgroup> events;
    /// Those that say what it uses.
    QStringList directories;
};

/// `groups`: the /proc/PID/cgroup of the container's first process.
ContainerGroups containerGroups(const QByteArray &groups);

} // namespace ca
