#include "containerconfig.h"

#include <QJsonArray>
#include <sys/resource.h>
#include <unistd.h>

#include "childsetup.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr uid_t insideUser = 1000;
const auto agentInside = u"/run/agent-bin/agent"_s;

QJsonObject bind(const QString &source, const QString &target, bool readOnly)
{
    return {{u"Type"_s, u"bind"_s},
            {u"Source"_s, source},
            {u"Target"_s, target},
            {u"ReadOnly"_s, readOnly},
            {u"BindOptions"_s, QJsonObject{{u"Propagation"_s, u"rprivate"_s}}}};
}

/// A volume is a folder on the engine's disk that no limit of the job counts: memory in its place is counted.
QJsonObject emptyFolder(const QString &target, qint64 bytes)
{
    constexpr int openToAll = 01777;
    return {{u"Type"_s, u"tmpfs"_s},
            {u"Target"_s, target},
            {u"TmpfsOptions"_s, QJsonObject{{u"SizeBytes"_s, bytes}, {u"Mode"_s, openToAll}}}};
}

QJsonArray mounts(const ContainerPlan &plan)
{
    // Without a network there are no name servers to know, and those of the host's network are nobody's business.
    QJsonArray all{bind(plan.workspaceDir, u"/workspace"_s, false), bind(plan.homeDir, u"/home/agent"_s, false),
                   bind(plan.runtimeDir, u"/run/agent"_s, true), bind(plan.agentPath, agentInside, true),
                   bind(u"/dev/null"_s, u"/etc/resolv.conf"_s, true)};
    for (const QString &path : plan.imageVolumes) {
        const bool isOurs = path == "/workspace"_L1 || path == "/home/agent"_L1 || path == "/tmp"_L1 ||
                            path.startsWith("/run/agent"_L1);
        if (!isOurs)
            all.append(emptyFolder(path, plan.limits.memoryBytes() / 4));
    }
    return all;
}

QJsonArray environment(EngineKind kind)
{
    // The image's own PATH stays.
    QJsonArray all{u"HOME=/home/agent"_s, u"USER=agent"_s, u"LOGNAME=agent"_s, u"LANG=C.UTF-8"_s,
                   u"TMPDIR=/tmp"_s,      u"TERM=dumb"_s,  u"SHELL=/bin/sh"_s};
    if (kind != EngineKind::Podman)
        return all;
    // Which Podman would take from its service's own, passwords and all.
    for (const QString &name : {u"http_proxy"_s, u"https_proxy"_s, u"ftp_proxy"_s, u"no_proxy"_s, u"all_proxy"_s}) {
        all.append(QString(name % u'='));
        all.append(QString(name.toUpper() % u'='));
    }
    return all;
}

QJsonArray ulimits()
{
    QJsonArray all;
    const QHash<int, QString> names{{RLIMIT_NOFILE, u"nofile"_s},     {RLIMIT_CORE, u"core"_s},
                                    {RLIMIT_MSGQUEUE, u"msgqueue"_s}, {RLIMIT_SIGPENDING, u"sigpending"_s},
                                    {RLIMIT_RTPRIO, u"rtprio"_s},     {RLIMIT_NICE, u"nice"_s}};
    for (const auto &[resource, limit] : fixedResourceLimits()) {
        if (!names.contains(resource))
            continue;
        all.append(QJsonObject{{u"Name"_s, names.value(resource)},
                               {u"Soft"_s, static_cast<qint64>(limit.rlim_cur)},
                               {u"Hard"_s, static_cast<qint64>(limit.rlim_max)}});
    }
    return all;
}

/// What shows the machine, and is not there in any other engine's sandbox.
const QStringList &hiddenPaths()
{
    static const QStringList all{u"/proc/cmdline"_s, u"/proc/config.gz"_s, u"/proc/kallsyms"_s, u"/proc/modules"_s,
                                 u"/sys"_s};
    return all;
}

/// Those that Docker hides by itself unless it is told what to hide: its oci/defaults.go.
const QStringList &usuallyHiddenPaths()
{
    static const QStringList all{u"/proc/acpi"_s,        u"/proc/asound"_s, u"/proc/interrupts"_s,
                                 u"/proc/kcore"_s,       u"/proc/keys"_s,   u"/proc/latency_stats"_s,
                                 u"/proc/sched_debug"_s, u"/proc/scsi"_s,   u"/proc/timer_list"_s,
                                 u"/proc/timer_stats"_s};
    return all;
}

QJsonArray securityOptions(EngineKind kind, const ContainerPlan &plan)
{
    QJsonArray all{u"no-new-privileges"_s};
    if (!plan.seccompProfile.isEmpty())
        all.append(QString(u"seccomp=" % plan.seccompProfile));
    if (kind == EngineKind::Podman) // adds these to its own
        all.append(QString(u"mask=" % hiddenPaths().join(u':')));
    return all;
}

/// What an orchestrator missed, because it or the engine was away, is read from what the engine keeps: with a time
/// stamp for each line, so that it may become larger than the job's own logs. Docker's usual json-file would not keep
/// every byte as it was.
QJsonObject logConfig(EngineKind kind, const Limits &limits)
{
    constexpr qint64 margin = 16LL * 1024 * 1024;
    QJsonObject options{{u"max-size"_s, QString::number(2 * limits.logBytes() + margin)}};
    if (kind == EngineKind::Podman)
        return {{u"Type"_s, u"k8s-file"_s}, {u"Config"_s, options}};
    options[u"max-file"] = u"1"_s;
    options[u"compress"] = u"false"_s;
    return {{u"Type"_s, u"local"_s}, {u"Config"_s, options}};
}

QJsonObject hostConfig(EngineKind kind, const ContainerPlan &plan)
{
    constexpr double nanos = 1e9;
    constexpr int firstForOomKiller = 1000;
    constexpr int agentProcesses = 1;
    const qint64 memory = plan.limits.memoryBytes();
    QJsonObject config{
        {u"NetworkMode"_s, u"none"_s},
        {u"IpcMode"_s, u"private"_s},
        {u"CgroupnsMode"_s, u"private"_s},
        {u"ReadonlyRootfs"_s, true},
        {u"CapDrop"_s, QJsonArray{u"ALL"_s}},
        {u"SecurityOpt"_s, securityOptions(kind, plan)},
        {u"Memory"_s, memory},
        {u"MemorySwap"_s, memory},
        {u"PidsLimit"_s, plan.limits.pids + agentProcesses},
        {u"NanoCpus"_s, static_cast<qint64>(plan.cpus * nanos)},
        {u"OomScoreAdj"_s, firstForOomKiller},
        {u"Ulimits"_s, ulimits()},
        {u"Tmpfs"_s, QJsonObject{{u"/tmp"_s, u"rw,nosuid,nodev,exec,mode=1777,size=%1"_s.arg(memory / 2)}}},
        {u"ShmSize"_s, memory / 4},
        {u"LogConfig"_s, logConfig(kind, plan.limits)},
        {u"Mounts"_s, mounts(plan)},
    };
    if (kind == EngineKind::Docker)
        config[u"MaskedPaths"] = QJsonArray::fromStringList(usuallyHiddenPaths() + hiddenPaths());
    if (!plan.user.usernsMode.isEmpty())
        config[u"UsernsMode"] = plan.user.usernsMode;
    if (!plan.runtime.isEmpty())
        config[u"Runtime"] = plan.runtime;
    return config;
}
} // namespace

Result<ContainerUser> containerUser(EngineKind kind, const EngineFacts &facts)
{
    const uid_t self = ::geteuid();
    const QString thousand = u"%1:%1"_s.arg(insideUser);
    if (facts.isRootless && kind == EngineKind::Docker) {
        return failure(ErrorCode::SandboxUnsafe,
                       u"This Docker runs without root, and then only root inside a container can use the job's "
                       "folders, which no job may be. Use Podman without root, Docker with root, or bubblewrap."_s);
    }
    if (facts.isRootless) {
        return ContainerUser{.user = thousand,
                             .usernsMode = u"keep-id:uid=%1,gid=%1"_s.arg(insideUser),
                             .uid = self,
                             .gid = ::getegid()};
    }
    const QString usernsMode = facts.remapsUsers ? u"host"_s : QString();
    if (self == 0)
        return ContainerUser{.user = thousand, .usernsMode = usernsMode, .uid = insideUser, .gid = insideUser};
    return ContainerUser{
        .user = u"%1:%2"_s.arg(self).arg(::getegid()), .usernsMode = usernsMode, .uid = self, .gid = ::getegid()};
}

Result<QList<Enforcement>> containerEnforcement(EngineKind kind, const EngineFacts &facts, const Limits &limits)
{
    const QString engine = engineKindName(kind);
    const QString by = u"%1 (cgroup v%2)"_s.arg(engine, facts.cgroupVersion);
    const std::array<std::pair<QString, bool>, 3> kept{std::pair{u"cpus"_s, facts.keepsCpus},
                                                       {u"memory_mb"_s, facts.keepsMemory && facts.keepsSwap},
                                                       {u"pids"_s, facts.keepsPids}};
    QList<Enforcement> all;
    for (const auto &[limit, isKept] : kept) {
        if (!isKept) {
            return failure(ErrorCode::InvalidArgument,
                           u"The engine %1 cannot keep limits.%2 on this system: it uses cgroup v%3, and that is "
                           "not available to it. Run the engine as root, or on a system with cgroup v2."_s.arg(
                               engine, limit, facts.cgroupVersion),
                           limit);
        }
        const bool isMore = limit == "cpus"_L1 && limits.cpus > facts.cpuCount;
        all.append({limit, isMore ? u"%1 (the machine has %2)"_s.arg(by).arg(facts.cpuCount) : by});
    }
    all.append({u"disk_mb"_s, u"watchdog and rlimit"_s});
    return all;
}

Result<QString> containerRuntime(const EngineAddress &engine, const EngineFacts &facts, const QString &wanted)
{
    if (wanted.isEmpty() || wanted == facts.defaultRuntime)
        return wanted;
    if (engine.kind == EngineKind::Podman) {
        return failure(
            ErrorCode::Unsupported,
            u"Podman takes no runtime for a single container by this way, and would use %1 instead of "
            "\"%2\": name it in containers.conf (runtime = \"%2\"), or use Docker."_s.arg(facts.defaultRuntime, wanted),
            u"runtime"_s);
    }
    if (facts.runtimes.contains(wanted))
        return wanted;
    return failure(ErrorCode::InvalidArgument,
                   u"The engine %1 has no runtime \"%2\", but %3. Install it and name it in the engine's "
                   "configuration."_s.arg(engine.text(), wanted, facts.runtimes.join(u", "_s)),
                   u"runtime"_s);
}

QJsonObject containerConfig(EngineKind kind, const ContainerPlan &plan)
{
    QJsonObject labels;
    for (auto label = plan.labels.begin(); label != plan.labels.end(); ++label)
        labels[label.key()] = label.value();
    return {{u"Image"_s, plan.image},
            {u"Entrypoint"_s, QJsonArray{agentInside}},
            {u"Cmd"_s, QJsonArray::fromStringList(plan.agentArguments)},
            {u"User"_s, plan.user.user},
            {u"WorkingDir"_s, u"/workspace"_s},
            {u"Hostname"_s, u"sandbox"_s},
            {u"Env"_s, environment(kind)},
            {u"AttachStdout"_s, true},
            {u"AttachStderr"_s, true},
            {u"Tty"_s, false},
            {u"Healthcheck"_s, QJsonObject{{u"Test"_s, QJsonArray{u"NONE"_s}}}},
            {u"Labels"_s, labels},
            {u"HostConfig"_s, hostConfig(kind, plan)}};
}

} // namespace ca
