#include "networkpolicy.h"

#include <array>

namespace ca {

namespace {
constexpr std::array policyNames{
    QLatin1StringView("off"),
    QLatin1StringView("allowlist"),
    QLatin1StringView("open"),
};
} // namespace

QString networkName(NetworkPolicy policy)
{
    return policyNames.at(static_cast<size_t>(policy));
}

std::optional<NetworkPolicy> networkFromName(QStringView name)
{
    for (size_t i = 0; i < policyNames.size(); ++i) {
        if (name == policyNames.at(i))
            return static_cast<NetworkPolicy>(i);
    }
    return std::nullopt;
}

} // namespace ca
