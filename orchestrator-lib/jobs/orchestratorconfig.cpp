#include "orchestratorconfig.h"

#include "settings.h"

namespace ca {

OrchestratorConfig OrchestratorConfig::from(const Settings &settings, const QString &ownerName)
{
    return {.dataDir = settings.dataDir(),
            .ownerName = ownerName,
            .engine = settings.engine(),
            .agentPath = {},
            .maxRunning = settings.maxJobs(),
            .maxQueued = settings.maxQueued(),
            .defaultLimits = settings.limits(),
            .retentionDays = settings.retentionDays()};
}

} // namespace ca
