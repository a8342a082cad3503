#include "cgroupfiles.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <cmath>
#include <unistd.h>

#include "cgrouplog.h"
#include "jobcgroup.h"
#include "sandboxowner.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
}

int cpuQuotaMicros(double cpus)
{
    constexpr int leastMicros = 1000;
    constexpr double mostCpus = 4096;
    return std::max(leastMicros, static_cast<int>(std::lround(std::min(cpus, mostCpus) * cpuPeriodMicros)));
}

Result<void> setCgroupFile(const QString &path, const QByteArray &value)
{
    if (const int error = writeSmallFile(path, value); error != 0)
        return failure(ErrorCode::SandboxFailed, ioError(u"Could not set the limit "_s + path, error).message);
    return {};
}

void removeLeftoverCgroups(const QString &parent)
{
    for (const auto &name : QDir(parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto owner = SandboxOwner::fromGroupName(name);
        if (!owner || *owner == SandboxOwner::self())
            continue;
        const auto directory = parent + u'/' + name;
        if (!owner->mayLive())
            killCgroup(directory);
        // An owner in another pid namespace cannot be asked, but a group with processes in it is not removed.
        if ((!owner->mayLive() || owner->pidNamespace != SandboxOwner::self().pidNamespace) &&
            ::rmdir(QFile::encodeName(directory).constData()) == 0)
            qCInfo(lcCgroup) << "removed the cgroup of an orchestrator that has died:" << name;
    }
}

} // namespace ca
