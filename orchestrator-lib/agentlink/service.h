#pragma once

#include <QMetaType>
#include <QString>
#include <array>
#include <cstdint>
#include <optional>

namespace ca {

/// What can run in a sandbox beside its steps, for people to look at.
enum class Service : std::uint8_t {
    Desktop, ///< speaks RFB (VNC)
    Notebook ///< speaks HTTP: JupyterLab
};

inline constexpr std::array allServices{Service::Desktop, Service::Notebook};

/// On the wire: stopped, starting, ready, restarting, failed.
enum class ServiceState : std::uint8_t { Stopped, Starting, Ready, Restarting, Failed };

/// "desktop", "notebook"
QString serviceName(Service service);
std::optional<Service> serviceFromName(QStringView name);
QString serviceStateName(ServiceState state);
std::optional<ServiceState> serviceStateFromName(QStringView name);

} // namespace ca

Q_DECLARE_METATYPE(ca::Service)
Q_DECLARE_METATYPE(ca::ServiceState)
