#include "jsonrpc.h"

#include <utility>

namespace ca::protocol {

namespace {

using nlohmann::json;

constexpr int maxMessageDepth = 64;

bool isNestedTooDeep(std::string_view line)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '{' || c == '['))
            depth += 1;
        else if (!inString && (c == '}' || c == ']'))
            depth -= 1;
        if (depth > maxMessageDepth)
            return true;
    }
    return false;
}

std::string toLine(json message)
{
    message["jsonrpc"] = "2.0";
    return message.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
}

Message readCall(json &object)
{
    Message message;
    message.method = std::move(object.at("method").get_ref<std::string &>());
    message.body = object.contains("params") ? std::move(object["params"]) : json::object();
    return message;
}

Message readAnswer(json &object)
{
    Message message;
    if (object.contains("error")) {
        message.kind = Message::Kind::Error;
        message.errorCode = object["error"].at("code").get<int>();
        message.errorMessage = std::move(object["error"].at("message").get_ref<std::string &>());
    } else {
        message.kind = Message::Kind::Response;
        message.body = std::move(object.at("result"));
    }
    return message;
}

/// Throws json::exception where the shape does not fit.
std::expected<Message, std::string> read(json object)
{
    if (object.at("jsonrpc") != "2.0")
        return std::unexpected("the message is not JSON-RPC 2.0");
    std::optional<std::int64_t> id;
    if (const auto found = object.find("id"); found != object.end() && !found->is_null()) {
        if (!found->is_number_integer())
            return std::unexpected("the message's id is not a whole number");
        id = found->get<std::int64_t>();
    }
    const bool isCall = object.contains("method");
    Message message = isCall ? readCall(object) : readAnswer(object);
    message.id = id;
    if (isCall)
        message.kind = id ? Message::Kind::Request : Message::Kind::Notification;
    if (message.kind == Message::Kind::Response && !id)
        return std::unexpected("the response names no request");
    return message;
}

} // namespace

std::expected<Message, std::string> parseMessage(std::string_view line)
{
    if (isNestedTooDeep(line))
        return std::unexpected("the message is nested too deep");
    try {
        return read(json::parse(line));
    } catch (const json::exception &error) {
        return std::unexpected(std::string("the message does not fit JSON-RPC 2.0: ") + error.what());
    }
}

std::string requestLine(std::int64_t id, std::string_view method, json params)
{
    return toLine({{"id", id}, {"method", method}, {"params", std::move(params)}});
}

std::string notificationLine(std::string_view method, json params)
{
    return toLine({{"method", method}, {"params", std::move(params)}});
}

std::string responseLine(std::int64_t id, json result)
{
    return toLine({{"id", id}, {"result", std::move(result)}});
}

std::string errorLine(std::optional<std::int64_t> id, int code, std::string_view message)
{
    json error = {{"code", code}, {"message", message}};
    return toLine({{"id", id ? json(*id) : json()}, {"error", std::move(error)}});
}

} // namespace ca::protocol
