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
            .network = settings.network(),
            .allowedHosts = settings.allowedHosts(),
            .proxy = settings.proxy(),
            .retentionDays = settings.retentionDays()};
}

} // namespace ca
