#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

/// What agent and orchestrator say of the services that run in the sandbox while somebody wants them: its desktop and
/// its notebook. Structs and from_json as in messages.h.
///
/// A service's bytes do not go through the link. For each connection the orchestrator makes a ticket and asks with
/// service.connect; the agent connects to the service inside the sandbox, and outwards to services.sock beside the
/// link's socket, says the ticket there with a newline after it, and passes on what comes from either side.
namespace ca::protocol {

/// Length of a ticket: 128 random bits, in hexadecimal.
inline constexpr std::size_t ticketCharacters = 32;

namespace method {
/// Orchestrator → agent, request with ServiceStart, answered with {} at once; events tell how it goes.
inline constexpr const char *serviceStart = "service.start";
/// Orchestrator → agent, request with ServiceStop, answered with {} at once. A desktop that the job's own steps use
/// stays.
inline constexpr const char *serviceStop = "service.stop";
/// Orchestrator → agent, request with ServiceConnect, answered with {} when the connection is made; else an error whose
/// message is a sentence.
inline constexpr const char *serviceConnect = "service.connect";
} // namespace method

namespace kind {
/// Event: ServiceChanged.
inline constexpr const char *service = "service";
} // namespace kind

namespace servicename {
inline constexpr const char *desktop = "desktop";
inline constexpr const char *notebook = "notebook";
} // namespace servicename

namespace servicestate {
inline constexpr const char *stopped = "stopped";
inline constexpr const char *starting = "starting";
inline constexpr const char *ready = "ready";
/// It has crashed and will be started again in a moment.
inline constexpr const char *restarting = "restarting";
/// It cannot be started, or crashes again and again.
inline constexpr const char *failed = "failed";
} // namespace servicestate

/// Params of service.start.
struct ServiceStart
{
    std::string service = {};
    /// Of a desktop, in pixels; a viewer may change it later.
    int width = 0;
    int height = 0;
    /// Of a notebook: what a browser must present, and the path under which it serves, "/…/".
    std::string token = {};
    std::string baseUrl = {};
};

/// Params of service.stop.
struct ServiceStop
{
    std::string service = {};
};

/// Params of service.connect.
struct ServiceConnect
{
    std::string service = {};
    std::string ticket = {};
};

/// Event "service".
struct ServiceChanged
{
    std::string service = {};
    /// One of servicestate::.
    std::string state = {};
    /// A sentence where there is more to say; else empty.
    std::string text = {};
};

void to_json(nlohmann::json &json, const ServiceStart &value);
void from_json(const nlohmann::json &json, ServiceStart &value);
void to_json(nlohmann::json &json, const ServiceStop &value);
void from_json(const nlohmann::json &json, ServiceStop &value);
void to_json(nlohmann::json &json, const ServiceConnect &value);
void from_json(const nlohmann::json &json, ServiceConnect &value);
void to_json(nlohmann::json &json, const ServiceChanged &value);
void from_json(const nlohmann::json &json, ServiceChanged &value);

} // namespace ca::protocol
