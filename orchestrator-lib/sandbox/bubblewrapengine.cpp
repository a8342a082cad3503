#include "bubblewrapengine.h"

#include <QCoroSignal>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include "bubblewrapsandbox.h"
#include "cgrouphost.h"
#include "hostcheck.h"
#include "processtree.h"
#include "sandboxowner.h"
#include "seccompfilter.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

constexpr auto longestStart = std::chrono::seconds(30);

std::vector<int> usableCpus()
{
    cpu_set_t set;
    std::vector<int> cpus;
    if (::sched_getaffinity(0, sizeof set, &set) != 0)
        return {0};
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (CPU_ISSET(static_cast<std::size_t>(cpu), &set))
            cpus.push_back(cpu);
    }
    return cpus;
}

} // namespace

class BubblewrapEngine::Private
{
public:
    explicit Private(BubblewrapConfig given);

    [[nodiscard]] Result<ResourcePlan> planFor(const Limits &limits) const;
    Result<BubblewrapLaunch::Parts> partsFor(const Limits &limits);
    Result<std::unique_ptr<JobCgroup>> groupFor(const QString &jobId, const Limits &limits, const ResourcePlan &plan);
    Result<std::unique_ptr<BubblewrapSandbox>> launch(SandboxSpec spec, const BubblewrapLaunch::Parts &parts);
    QCoro::Task<Result<std::unique_ptr<BubblewrapSandbox>>> startWith(SandboxSpec spec, BubblewrapLaunch::Parts parts);

    BubblewrapConfig config;
    /// Several may be under way.
    int checks = 0;

private:
    std::vector<int> nextCpus(int count);
    Result<QByteArray> seccompProgram(const ResourcePlan &plan);

    QString m_bwrap;
    HostView m_host;
    CgroupHost m_groups;
    QHash<std::pair<bool, bool>, QByteArray> m_seccompPrograms;
    std::vector<int> m_cpus;
    std::size_t m_nextCpu = 0;

public:
    CgroupHost &groups() { return m_groups; }
};

BubblewrapEngine::Private::Private(BubblewrapConfig given)
    : config(std::move(given))
    , m_bwrap(config.bwrapPath.isEmpty() ? QStandardPaths::findExecutable(u"bwrap"_s) : config.bwrapPath)
    , m_host(HostView::ofThisSystem())
    , m_cpus(usableCpus())
{
    if (config.useCgroups)
        m_groups = CgroupHost::ofThisSystem();
}

// Jobs that are bound to processors go round all of them, so that several do not share one while others idle.
std::vector<int> BubblewrapEngine::Private::nextCpus(int count)
{
    std::vector<int> chosen;
    for (int i = 0; i < count; ++i)
        chosen.push_back(m_cpus.at(m_nextCpu++ % m_cpus.size()));
    return chosen;
}

// Compiling takes a millisecond, and there are no more than four.
Result<QByteArray> BubblewrapEngine::Private::seccompProgram(const ResourcePlan &plan)
{
    const SeccompOptions options{.refuseHiddenMemory = !plan.memoryByGroup, .refuseAffinity = plan.boundCpus > 0};
    auto &known = m_seccompPrograms[{options.refuseHiddenMemory, options.refuseAffinity}];
    if (!known.isEmpty())
        return known;
    return compileSeccompFilter(options).transform([&known](const QByteArray &program) { return known = program; });
}

Result<ResourcePlan> BubblewrapEngine::Private::planFor(const Limits &limits) const
{
    return planResources(limits, {.cpuGroup = m_groups.nameFor(Resource::Cpu),
                                  .memoryGroup = m_groups.nameFor(Resource::Memory),
                                  .pidsGroup = m_groups.nameFor(Resource::Pids),
                                  .cpuCount = static_cast<int>(m_cpus.size()),
                                  .listsChildren = processTreeAvailable()});
}

Result<BubblewrapLaunch::Parts> BubblewrapEngine::Private::partsFor(const Limits &limits)
{
    if (m_bwrap.isEmpty() || !QFileInfo(m_bwrap).isExecutable()) {
        return failure(ErrorCode::SandboxUnsafe,
                       u"bubblewrap is missing. Install the package \"bubblewrap\" (the program bwrap)."_s);
    }
    if (!QFileInfo(config.agentPath).isExecutable()) {
        return failure(
            ErrorCode::SandboxFailed,
            u"The agent program %1 is missing or not executable. Install it, or build it."_s.arg(config.agentPath));
    }
    auto plan = planFor(limits);
    if (!plan)
        return failure(plan.error());
    auto filter = seccompProgram(*plan);
    if (!filter)
        return failure(filter.error());
    return BubblewrapLaunch::Parts{.bwrapPath = m_bwrap,
                                   .agentPath = config.agentPath,
                                   .agentArguments = config.agentArguments,
                                   .host = m_host,
                                   .seccompProgram = *filter,
                                   .plan = *plan,
                                   .cpus = nextCpus(plan->boundCpus)};
}

Result<std::unique_ptr<JobCgroup>> BubblewrapEngine::Private::groupFor(const QString &jobId, const Limits &limits,
                                                                       const ResourcePlan &plan)
{
    if (!plan.needsGroup())
        return nullptr;
    constexpr int monitorAndAgent = 2;
    CgroupLimits wanted;
    if (plan.cpuByGroup)
        wanted.cpus = limits.cpus;
    if (plan.memoryByGroup)
        wanted.memoryBytes = limits.memoryBytes();
    if (plan.pidsByGroup)
        wanted.pids = limits.pids + monitorAndAgent;
    return m_groups.create(SandboxOwner::self().groupName(jobId), wanted);
}

Result<std::unique_ptr<BubblewrapSandbox>> BubblewrapEngine::Private::launch(SandboxSpec spec,
                                                                             const BubblewrapLaunch::Parts &parts)
{
    auto group = groupFor(spec.jobId, spec.limits, parts.plan);
    if (!group)
        return failure(group.error());
    BubblewrapSandbox::Setting setting{.id = u"bwrap-"_s + spec.jobId,
                                       .limits = spec.limits,
                                       .plan = parts.plan,
                                       .folders = {spec.workspaceDir, spec.homeDir}};
    auto prepared = BubblewrapLaunch::prepare(parts, std::move(spec), group->get());
    if (!prepared)
        return failure(prepared.error());
    auto sandbox = std::make_unique<BubblewrapSandbox>(std::move(setting), std::move(*group));
    sandbox->launch(std::move(*prepared));
    return sandbox;
}

QCoro::Task<Result<std::unique_ptr<BubblewrapSandbox>>>
BubblewrapEngine::Private::startWith(SandboxSpec spec, BubblewrapLaunch::Parts parts)
{
    auto launched = launch(std::move(spec), parts);
    if (!launched)
        co_return failure(launched.error());
    auto sandbox = std::move(*launched);
    const auto settled = co_await qCoro(sandbox.get(), &BubblewrapSandbox::settled, longestStart);
    if (settled.has_value() && sandbox->isUp())
        co_return sandbox;
    const auto said = sandbox->messages();
    sandbox.release()->deleteLater(); // its signal may be what has brought us here
    if (!settled.has_value())
        co_return failure(ErrorCode::SandboxFailed,
                          u"The sandbox did not come up within 30 s. Is the machine overloaded?"_s);
    co_return failure(ErrorCode::SandboxUnsafe, explainSandboxFailure(said, HostObstacles::ofThisSystem()));
}

BubblewrapEngine::BubblewrapEngine(BubblewrapConfig config)
    : d(std::make_unique<Private>(std::move(config)))
{
}

BubblewrapEngine::~BubblewrapEngine() = default;

QString BubblewrapEngine::name() const
{
    return u"bubblewrap"_s;
}

QCoro::Task<Result<void>> BubblewrapEngine::check()
{
    QTemporaryDir folder;
    auto parts = d->partsFor(Limits{});
    if (!parts)
        co_return failure(parts.error());
    // Something that stays until it is killed: the end of what ends by itself could come before it is waited for.
    parts->agentPath = QFileInfo(u"/usr/bin/sleep"_s).canonicalFilePath();
    parts->agentArguments = {u"60"_s};
    SandboxSpec spec{.jobId = u"check-%1"_s.arg(++d->checks),
                     .workspaceDir = folder.path() + u"/workspace",
                     .homeDir = folder.path() + u"/home",
                     .runtimeDir = folder.path() + u"/runtime",
                     .limits = {},
                     .out = UniqueFd(::open("/dev/null", O_WRONLY | O_CLOEXEC)),
                     .err = UniqueFd(::open("/dev/null", O_WRONLY | O_CLOEXEC))};
    const QDir dir(folder.path());
    if (!folder.isValid() || !dir.mkdir(u"workspace"_s) || !dir.mkdir(u"home"_s) || !dir.mkdir(u"runtime"_s))
        co_return failure(ErrorCode::Io, u"Could not make temporary folders to try a sandbox with."_s);
    auto sandbox = co_await d->startWith(std::move(spec), std::move(*parts));
    if (!sandbox)
        co_return failure(sandbox.error());
    (*sandbox)->kill();
    co_await qCoro(sandbox->get(), &Sandbox::exited, longestStart);
    sandbox->release()->deleteLater(); // its signal has brought us here
    co_return Result<void>();
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> BubblewrapEngine::start(SandboxSpec spec)
{
    auto parts = d->partsFor(spec.limits);
    if (!parts)
        co_return failure(parts.error());
    auto sandbox = co_await d->startWith(std::move(spec), std::move(*parts));
    if (!sandbox)
        co_return failure(sandbox.error());
    co_return std::unique_ptr<Sandbox>(std::move(*sandbox));
}

Result<QList<Enforcement>> BubblewrapEngine::enforcement(const Limits &limits) const
{
    return d->planFor(limits).transform([](const ResourcePlan &plan) { return plan.enforcement; });
}

void BubblewrapEngine::removeLeftovers(const QStringList & /*adopted*/)
{
    d->groups().removeLeftovers();
}

} // namespace ca
