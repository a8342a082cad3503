#pragma once

#include <QByteArray>
#include <memory>

#include "jobcgroup.h"

namespace ca {

/// Watches the events of the cgroups that a container is in, which its engine made and removes: when one of them tells
/// that memory ran out or that too many processes were started. `groups`: its first process' /proc/PID/cgroup. Where
/// they cannot be read, nothing is told.
std::unique_ptr<JobCgroup> watchContainerGroups(const QByteArray &groups);

} // namespace ca
