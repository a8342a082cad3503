#include "containerplanning.h"

#include <QFileInfo>

#include "engineclient.h"
#include "seccompprofile.h"

namespace ca {

using namespace Qt::StringLiterals;

QCoro::Task<Result<ContainerPlan>> planContainer(const ContainerEngineConfig &config, EngineClient &client,
                                                 const EngineFacts &facts, const SandboxSpec &spec)
{
    if (!QFileInfo(config.agentPath).isExecutable()) {
        co_return failure(
            ErrorCode::SandboxFailed,
            u"The agent program %1 is missing or not executable. Install it, or build it."_s.arg(config.agentPath));
    }
    const auto user = containerUser(config.kind, facts);
    if (!user)
        co_return failure(user.error());
    const auto runtime =
        containerRuntime(client.address(), facts, spec.runtime.isEmpty() ? config.runtime : spec.runtime);
    if (!runtime)
        co_return failure(runtime.error());
    // Their own filters let a step take the agent's limits away (prlimit), Podman's even lets it make user namespaces.
    const auto profile =
        config.kind == EngineKind::Podman ? writeSeccompProfile(config.dataDir) : Result<QString>(seccompProfileText());
    if (!profile)
        co_return failure(profile.error());
    const QString image = spec.image.isEmpty() ? config.image : spec.image;
    const double cpus = std::min<double>(spec.limits.cpus, facts.cpuCount);
    const auto found = co_await client.image(image);
    if (!found)
        co_return failure(found.error());
    co_return ContainerPlan{.image = image,
                            .imageVolumes = found->volumes,
                            .seccompProfile = *profile,
                            .runtime = *runtime,
                            .agentPath = config.agentPath,
                            .agentArguments = config.agentArguments,
                            .workspaceDir = spec.workspaceDir,
                            .homeDir = spec.homeDir,
                            .runtimeDir = spec.runtimeDir,
                            .user = *user,
                            .limits = spec.limits,
                            .cpus = cpus};
}

} // namespace ca
