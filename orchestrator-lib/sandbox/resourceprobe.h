#pragma once

#include <QStringList>
#include <QtTypes>
#include <sys/types.h>

namespace ca {

/// What a sandbox uses just now.
struct ResourceUse
{
    /// Milliseconds since 1970, UTC: when it was measured.
    qint64 time = 0;
    /// Processor time of all its processes since it began, in milliseconds; also that of those that have ended.
    qint64 cpuTime = 0;
    /// Bytes that it holds, without files that the kernel keeps in memory and can drop.
    qint64 memory = 0;
    int processes = 0;

    bool operator==(const ResourceUse &) const = default;
};

/// Measures one sandbox: from its cgroups where it has some, else from its processes. A value. measure() reads small
/// kernel files, which takes milliseconds: on any thread but those that must not wait.
class ResourceProbe
{
public:
    ResourceProbe() = default;
    /// `agent`: the sandbox's first process; `groups`: its cgroup directories, may be none.
    ResourceProbe(pid_t agent, QStringList groups)
        : m_agent(agent)
        , m_groups(std::move(groups))
    {
    }

    /// Of a process that has gone all is 0.
    [[nodiscard]] ResourceUse measure() const;

private:
    pid_t m_agent = -1;
    QStringList m_groups;
};

} // namespace ca
