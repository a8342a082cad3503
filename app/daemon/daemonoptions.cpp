#include "daemonoptions.h"

#include "programoptions.h"

namespace ca {

using namespace Qt::StringLiterals;

Result<DaemonOptions> DaemonOptions::parse(const QStringList &arguments)
{
    const auto options = ProgramOptions::read(SettingSources::ofThisProcess(arguments),
                                              u"Runs jobs in isolated sandboxes and serves the REST API."_s);
    if (!options)
        return failure(options.error());
    const Settings &settings = options->settings;
    return DaemonOptions{.listen = settings.listen(),
                         .orchestrator = OrchestratorConfig::from(settings, u"containerized-agentd"_s),
                         .api = {.token = settings.apiToken(), .settings = settings.toJson()},
                         .settings = settings,
                         .answer = options->answer};
}

} // namespace ca
