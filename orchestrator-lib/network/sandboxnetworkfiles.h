#pragma once

#include <QString>

#include "packagesources.h"
#include "result.h"

namespace ca {

/// Writes into the folder that becomes /run/agent what programs in a sandbox need beside the proxy: settings that name
/// this machine's package sources (pip.conf, npmrc, gitconfig, where there are any) and fetch-proxy.cjs, with which
/// Node's fetch uses the proxy. Blocks; any thread. Errors: Io, NoSpace.
Result<void> writeSandboxNetworkFiles(const PackageSources &sources, const QString &folder);

} // namespace ca
