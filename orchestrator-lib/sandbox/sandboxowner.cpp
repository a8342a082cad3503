#include "sandboxowner.h"

#include <QStringList>
#include <sys/stat.h>
#include <unistd.h>

#include "smallfile.h"

namespace ca {

std::optional<quint64> processStartTime(pid_t pid)
{
    const auto stat = readSmallFile(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat)
        return std::nullopt;
    // The second field is the program's name in brackets and may hold anything, brackets too.
    const auto fields = stat->sliced(stat->lastIndexOf(')') + 1).simplified().split(' ');
    constexpr int startTimeField = 19;
    if (fields.size() <= startTimeField)
        return std::nullopt;
    return fields.at(startTimeField).toULongLong();
}

SandboxOwner SandboxOwner::self()
{
    struct stat info = {};
    ::stat("/proc/self/ns/pid", &info);
    return {.pidNamespace = info.st_ino, .pid = ::getpid(), .startTime = processStartTime(::getpid()).value_or(0)};
}

std::optional<SandboxOwner> SandboxOwner::fromGroupName(const QString &name)
{
    const auto parts = name.section(u'.', 0, 0).split(u'-');
    if (parts.size() != 3 || !name.contains(u'.'))
        return std::nullopt;
    bool okNamespace = false;
    bool okPid = false;
    bool okStart = false;
    const SandboxOwner owner{.pidNamespace = parts.at(0).toULongLong(&okNamespace),
                             .pid = parts.at(1).toLongLong(&okPid),
                             .startTime = parts.at(2).toULongLong(&okStart)};
    if (!okNamespace || !okPid || !okStart)
        return std::nullopt;
    return owner;
}

QString SandboxOwner::groupName(const QString &job) const
{
    return QStringLiteral("%1-%2-%3.%4").arg(pidNamespace).arg(pid).arg(startTime).arg(job);
}

bool SandboxOwner::mayLive() const
{
    if (pidNamespace != self().pidNamespace)
        return true;
    const auto start = processStartTime(static_cast<pid_t>(pid));
    return start && *start == startTime;
}

} // namespace ca
