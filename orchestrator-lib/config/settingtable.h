#pragma once

#include <QLatin1StringView>
#include <QList>

#include "setting.h"

namespace ca {

/// All settings there are, in the order in which they are shown. Command line, environment, files, help, README and
/// GET / come from it.
const QList<Setting> &settingTable();

/// The row of this name; nullptr where there is none.
const Setting *findSetting(const QString &name);

namespace settingname {
using namespace Qt::StringLiterals;
inline constexpr auto outputDir = "AGENT_OUTPUT_DIR"_L1;
inline constexpr auto listen = "AGENT_LISTEN"_L1;
inline constexpr auto apiToken = "AGENT_API_TOKEN"_L1;
inline constexpr auto desktopPort = "AGENT_DESKTOP_PORT"_L1;
inline constexpr auto notebookPort = "AGENT_NOTEBOOK_PORT"_L1;
inline constexpr auto engine = "AGENT_ENGINE"_L1;
inline constexpr auto image = "AGENT_IMAGE"_L1;
inline constexpr auto missingImage = "AGENT_MISSING_IMAGE"_L1;
inline constexpr auto runtime = "AGENT_RUNTIME"_L1;
inline constexpr auto keychain = "AGENT_KEYCHAIN"_L1;
inline constexpr auto maxJobs = "AGENT_MAX_JOBS"_L1;
inline constexpr auto approvalTimeout = "AGENT_APPROVAL_TIMEOUT"_L1;
inline constexpr auto rejoinTimeout = "AGENT_REJOIN_TIMEOUT"_L1;
inline constexpr auto maxQueued = "AGENT_MAX_QUEUED"_L1;
inline constexpr auto providers = "AGENT_PROVIDERS"_L1;
inline constexpr auto network = "AGENT_NETWORK"_L1;
inline constexpr auto allowedHosts = "AGENT_ALLOWED_HOSTS"_L1;
inline constexpr auto proxy = "AGENT_PROXY"_L1;
inline constexpr auto retentionDays = "RETENTION_DAYS"_L1;
/// Of the limit with this name in REST: AGENT_MEMORY_MB for memory_mb.
QString ofLimit(QLatin1StringView limit);
} // namespace settingname

} // namespace ca
