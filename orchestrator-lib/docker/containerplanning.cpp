#include "containerplanning.h"

#include <QFileInfo>
#include <algorithm>

#include "seccompprofile.h"

namespace ca {

using namespace Qt::StringLiterals;

Result<ContainerPlan> planContainer(const ContainerEngineConfig &config, const EngineAddress &address,
                                    const EngineFacts &facts, const SandboxSpec &spec)
{
    if (!QFileInfo(config.agentPath).isExecutable()) {
        return failure(
            ErrorCode::SandboxFailed,
            u"The agent program %1 is missing or not executable. Install it, or build it."_s.arg(config.agentPath));
    }
    const auto user = containerUser(config.kind, facts);
    if (!user)
        return failure(user.error());
    const auto runtime = containerRuntime(address, facts, spec.runtime.isEmpty() ? config.runtime : spec.runtime);
    if (!runtime)
        return failure(runtime.error());
    // Their own filters let a step take the agent's limits away (prlimit), Podman's even lets it make user namespaces.
    const auto profile =
        config.kind == EngineKind::Podman ? writeSeccompProfile(config.dataDir) : Result<QString>(seccompProfileText());
    if (!profile)
        return failure(profile.error());
    return ContainerPlan{.image = spec.image.isEmpty() ? config.image : spec.image,
                         .seccompProfile = *profile,
                         .runtime = *runtime,
                         .agentPath = config.agentPath,
                         .agentArguments = config.agentArguments,
                         .workspaceDir = spec.workspaceDir,
                         .homeDir = spec.homeDir,
                         .runtimeDir = spec.runtimeDir,
                         .user = *user,
                         .limits = spec.limits,
                         .cpus = std::min<double>(spec.limits.cpus, facts.cpuCount)};
}

} // namespace ca
