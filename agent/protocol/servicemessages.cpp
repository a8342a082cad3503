#include "servicemessages.h"

#include "jsoninteger.h"

namespace ca::protocol {

void to_json(nlohmann::json &json, const ServiceStart &value)
{
    json = {{"service", value.service},
            {"width", value.width},
            {"height", value.height},
            {"token", value.token},
            {"base_url", value.baseUrl}};
}

void from_json(const nlohmann::json &json, ServiceStart &value)
{
    json.at("service").get_to(value.service);
    value.width = toInteger<int>(json.at("width"));
    value.height = toInteger<int>(json.at("height"));
    json.at("token").get_to(value.token);
    json.at("base_url").get_to(value.baseUrl);
}

void to_json(nlohmann::json &json, const ServiceStop &value)
{
    json = {{"service", value.service}};
}

void from_json(const nlohmann::json &json, ServiceStop &value)
{
    json.at("service").get_to(value.service);
}

void to_json(nlohmann::json &json, const ServiceConnect &value)
{
    json = {{"service", value.service}, {"ticket", value.ticket}};
}

void from_json(const nlohmann::json &json, ServiceConnect &value)
{
    json.at("service").get_to(value.service);
    json.at("ticket").get_to(value.ticket);
}

void to_json(nlohmann::json &json, const ServiceChanged &value)
{
    json = {{"service", value.service}, {"state", value.state}, {"text", value.text}};
}

void from_json(const nlohmann::json &json, ServiceChanged &value)
{
    json.at("service").get_to(value.service);
    json.at("state").get_to(value.state);
    json.at("text").get_to(value.text);
}

} // namespace ca::protocol
