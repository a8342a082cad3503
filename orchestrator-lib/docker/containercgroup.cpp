#include "containercgroup.h"

#include <QFile>

#include "cgroupmounts.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

ContainerGroups containerGroups(const QByteArray &groups)
{
    ContainerGroups found{.events = std::make_unique<JobCgroup>(), .directories = {}};
    auto &watched = found.events;
    const auto mounts = findCgroupMounts(readSmallFile(u"/proc/self/mountinfo"_s).value_or(QByteArray()), groups);
    const QString memory = mounts.v1.value("memory");
    const QString pids = mounts.v1.value("pids");
    if (QFile::exists(memory + u"/memory.oom_control"_s))
        watched->watchOomControl(memory);
    else if (QFile::exists(mounts.unified + u"/memory.events"_s))
        watched->watchFile(Resource::Memory, mounts.unified + u"/memory.events"_s, "oom_kill"_ba);
    if (QFile::exists(pids + u"/pids.events"_s))
        watched->pollFile(Resource::Pids, pids + u"/pids.events"_s, "max"_ba);
    else if (QFile::exists(mounts.unified + u"/pids.events"_s))
        watched->watchFile(Resource::Pids, mounts.unified + u"/pids.events"_s, "max"_ba);
    for (const QString &directory : {memory, mounts.v1.value("cpuacct"), mounts.unified}) {
        if (!directory.isEmpty())
            found.directories.append(directory);
    }
    return found;
}

} // namespace ca
