#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

/// JSON-RPC 2.0 as the link uses it: one object per line, ids are whole numbers, params are objects.
namespace ca::protocol {

/// The error codes that JSON-RPC reserves, as far as they are used here.
namespace rpcerror {
inline constexpr int invalidRequest = -32600;
inline constexpr int methodNotFound = -32601;
inline constexpr int invalidParams = -32602;
/// Ours: the answers to llm.complete that are no completion.
inline constexpr int cancelled = -32000;
inline constexpr int contextOverflow = -32001;
inline constexpr int budgetSpent = -32002;
inline constexpr int providerFailed = -32003;
/// What is asked for cannot be done; the message says why.
inline constexpr int refused = -32004;
} // namespace rpcerror

/// One line of the link, read.
struct Message
{
    enum class Kind : std::uint8_t { Request, Notification, Response, Error };

    Kind kind = Kind::Notification;
    /// Set in all but notifications, and in errors that name their request.
    std::optional<std::int64_t> id;
    /// Of a request or notification.
    std::string method;
    /// Params of a request or notification (an empty object when there were none), or the result of a response.
    nlohmann::json body;
    /// Of an error.
    int errorCode = 0;
    std::string errorMessage;
};

/// The error is a sentence. Objects nested deeper than 64 levels are refused, so that nobody downstream can be made to
/// recurse without end.
std::expected<Message, std::string> parseMessage(std::string_view line);

/// Each makes one line, newline included. Invalid UTF-8 in strings is replaced, never an exception.
std::string requestLine(std::int64_t id, std::string_view method, nlohmann::json params);
std::string notificationLine(std::string_view method, nlohmann::json params);
std::string responseLine(std::int64_t id, nlohmann::json result);
std::string errorLine(std::optional<std::int64_t> id, int code, std::string_view message);

} // namespace ca::protocol
