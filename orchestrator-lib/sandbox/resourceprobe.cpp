#include "resourceprobe.h"

#include <QByteArray>
#include <QDateTime>
#include <algorithm>
#include <optional>
#include <unistd.h>
#include <vector>

#include "processtree.h"
#include "smallfile.h"
#include "treememory.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> numberIn(const QString &path)
{
    const auto text = readSmallFile(path);
    bool isNumber = false;
    const qint64 number = text.value_or(QByteArray()).trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

// The page cache counts as used there, but no job runs short for it.
std::optional<qint64> groupMemory(const QStringList &groups)
{
    for (const QString &group : groups) {
        auto used = numberIn(group + u"/memory.current"_s);
        QByteArray cache = "inactive_file"_ba;
        if (!used) {
            used = numberIn(group + u"/memory.usage_in_bytes"_s);
            cache.prepend("total_");
        }
        if (used) {
            const QByteArray stat = readSmallFile(group + u"/memory.stat"_s).value_or(QByteArray());
            return std::max<qint64>(0, *used - keyedNumber(stat, cache));
        }
    }
    return std::nullopt;
}

std::optional<qint64> groupCpuTime(const QStringList &groups)
{
    for (const QString &group : groups) {
        const QByteArray stat = readSmallFile(group + u"/cpu.stat"_s).value_or(QByteArray());
        if (const qint64 micros = keyedNumber(stat, "usage_usec"_ba); micros > 0)
            return micros / 1000;
        if (const auto nanos = numberIn(group + u"/cpuacct.usage"_s))
            return *nanos / 1'000'000;
    }
    return std::nullopt;
}

/// utime, stime, cutime and cstime of /proc/PID/stat (proc(5)), in clock ticks. What has ended is in the last two of
/// whoever waited for it: of the first process at the latest.
qint64 ticksOf(pid_t pid)
{
    const QByteArray stat = readSmallFile(u"/proc/%1/stat"_s.arg(pid)).value_or(QByteArray());
    // The name comes in parentheses and may hold anything; from the state on there are only numbers.
    const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' ');
    constexpr qsizetype userTime = 11;
    constexpr qsizetype lastTime = 14;
    qint64 ticks = 0;
    for (qsizetype i = userTime; i <= lastTime && i < fields.size(); ++i)
        ticks += fields.at(i).toLongLong();
    return ticks;
}

qint64 treeCpuTime(const std::vector<pid_t> &pids)
{
    qint64 ticks = 0;
    for (const pid_t pid : pids)
        ticks += ticksOf(pid);
    return ticks * 1000 / ::sysconf(_SC_CLK_TCK);
}

} // namespace

ResourceUse ResourceProbe::measure() const
{
    const std::vector<pid_t> pids = processTree(m_agent);
    if (pids.empty())
        return {};
    const auto cpuTime = groupCpuTime(m_groups);
    const auto memory = groupMemory(m_groups);
    return {.time = QDateTime::currentMSecsSinceEpoch(),
            .cpuTime = cpuTime ? *cpuTime : treeCpuTime(pids),
            .memory = memory ? *memory : TreeMemory(m_agent).exactBytes(),
            .processes = static_cast<int>(pids.size())};
}

} // namespace ca
