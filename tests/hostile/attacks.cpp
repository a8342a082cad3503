#include "attacks.h"

namespace ca::hostile {

using namespace Qt::StringLiterals;

namespace {

QJsonObject limits(int memoryMb, int diskMb, int pids = 64)
{
    return {{u"memory_mb"_s, memoryMb}, {u"disk_mb"_s, diskMb}, {u"pids"_s, pids}, {u"wall_time"_s, 60}};
}

// Enough for what they try, so that only what they try to get at is in the way.
QList<Attack> intrusions()
{
    QList<Attack> rows;
    for (const auto &name : {u"read_files"_s, u"write_files"_s, u"processes"_s, u"sockets"_s, u"devices"_s,
                             u"kernel_logs"_s, u"cgroups"_s, u"namespaces"_s, u"mounts"_s, u"trace_agent"_s,
                             u"privileges"_s, u"setuid"_s, u"environment"_s, u"outlive"_s, u"lies"_s})
        rows.append({.name = name, .limits = limits(512, 256)});
    rows.append({.name = u"impersonate_agent"_s, .limits = limits(512, 256), .end = Attack::End::Fails});
    return rows;
}

QList<Attack> floods()
{
    using End = Attack::End;
    QList<Attack> rows;
    for (const auto &variant : {u"private"_s, u"children"_s, u"shared"_s, u"tmpfs"_s, u"page_tables"_s})
        rows.append({.name = u"memory:"_s + variant,
                     .limits = limits(200, 256, 200),
                     .end = End::Limit,
                     .limit = u"memory_mb"_s});
    // Where no cgroup counts them the calls are refused, and the attack ends by itself.
    for (const auto &variant : {u"memfd"_s, u"system_v"_s, u"sockets"_s})
        rows.append({.name = u"memory:"_s + variant, .limits = limits(200, 256), .end = End::Bounded});
    for (const auto &variant : {u"plain"_s, u"home"_s, u"deep"_s, u"deleted"_s, u"deleted_mapped"_s, u"empty"_s})
        rows.append(
            {.name = u"disk:"_s + variant, .limits = limits(1024, 64), .end = End::Limit, .limit = u"disk_mb"_s});
    rows.append({.name = u"disk:one_big"_s, .limits = limits(1024, 64), .end = End::Bounded});
    rows.append({.name = u"fork_bomb"_s, .limits = limits(512, 256, 40), .end = End::Bounded});
    rows.append({.name = u"thread_bomb"_s, .limits = limits(512, 256, 40), .end = End::Bounded});
    rows.append({.name = u"open_files"_s, .limits = limits(512, 256), .end = End::Bounded});
    auto log = limits(512, 256);
    log.insert(u"log_mb"_s, 1);
    rows.append({.name = u"log_flood"_s, .limits = log});
    return rows;
}

} // namespace

QList<Attack> attacks()
{
    return intrusions() + floods();
}

} // namespace ca::hostile
