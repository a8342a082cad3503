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
    return DaemonOptions{.settings = options->settings, .answer = options->answer};
}

} // namespace ca
