#pragma once

#include <QString>
#include <QStringView>
#include <cstdint>
#include <optional>

namespace ca {

/// What may be reached from a job's sandbox, through the egress proxy only. On the wire: off, allowlist, open.
enum class NetworkPolicy : std::uint8_t { Off, Allowlist, Open };

QString networkName(NetworkPolicy policy);
std::optional<NetworkPolicy> networkFromName(QStringView name);

} // namespace ca
