#pragma once

#include <QCoroTask>

#include "containerconfig.h"
#include "containerengineconfig.h"
#include "sandboxengine.h"

namespace ca {

class EngineClient;

/// What the container of a job is made from, but for its labels. All arguments outlive the task. Errors: SandboxFailed
/// (no agent), NotFound (the image), those of containerUser(), containerRuntime() and of the engine.
QCoro::Task<Result<ContainerPlan>> planContainer(const ContainerEngineConfig &config, EngineClient &client,
                                                 const EngineFacts &facts, const SandboxSpec &spec);

} // namespace ca
