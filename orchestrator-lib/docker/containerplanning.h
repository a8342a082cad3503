#pragma once

#include "containerconfig.h"
#include "containerengineconfig.h"
#include "sandboxengine.h"

namespace ca {

/// What the container of a job is made from, but for its labels and what it must know of its image. Errors:
/// SandboxFailed (no agent), Io, those of containerUser() and containerRuntime().
Result<ContainerPlan> planContainer(const ContainerEngineConfig &config, const EngineAddress &address,
                                    const EngineFacts &facts, const SandboxSpec &spec);

} // namespace ca
