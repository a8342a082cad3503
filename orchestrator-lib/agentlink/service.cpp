#include "service.h"

#include "servicemessages.h"

namespace ca {

namespace {

constexpr std::array serviceNames{protocol::servicename::desktop, protocol::servicename::notebook};
constexpr std::array stateNames{protocol::servicestate::stopped, protocol::servicestate::starting,
                                protocol::servicestate::ready, protocol::servicestate::restarting,
                                protocol::servicestate::failed};

template <typename Enum, std::size_t count>
std::optional<Enum> fromName(QStringView name, const std::array<const char *, count> &names)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (name == QLatin1StringView(names[i]))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace

QString serviceName(Service service)
{
    return QString::fromLatin1(serviceNames[static_cast<std::size_t>(service)]);
}

std::optional<Service> serviceFromName(QStringView name)
{
    return fromName<Service>(name, serviceNames);
}

QString serviceStateName(ServiceState state)
{
    return QString::fromLatin1(stateNames[static_cast<std::size_t>(state)]);
}

std::optional<ServiceState> serviceStateFromName(QStringView name)
{
    return fromName<ServiceState>(name, stateNames);
}

} // namespace ca
