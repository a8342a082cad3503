#pragma once

#include <QString>
#include <cstdint>
#include <expected>

namespace ca {

/// Why there is no answer. What follows from each is in chatreaction.h.
enum class ChatErrorKind : std::uint8_t {
    ContextOverflow, ///< the messages do not fit into the model's window: make them fewer, then ask again
    QuotaSpent,      ///< nothing more from this provider today, or before somebody pays
    KeyRejected,
    BadRequest, ///< the provider does not take what it was asked: model, address or a parameter is wrong
    Refused,    ///< the provider's safety filter, or the model, will not answer this
    Overloaded, ///< too many requests, or trouble at the provider, for longer than one waits
    Unreachable,
    BadAnswer, ///< what came is no answer
    NoProvider,
    Cancelled,
};

/// The kind's name in REST and events: "context_overflow".
QString chatErrorName(ChatErrorKind kind);

/// A call that brought no answer.
struct ChatError
{
    ChatErrorKind kind = ChatErrorKind::NoProvider;
    /// What happened and what to do; holds no key.
    QString message = {};
    /// The preset's name; empty when none was asked.
    QString provider = {};
    /// Of ContextOverflow: the window of the model that was asked, as far as it is known.
    qint64 contextTokens = 0;
};

template <typename T>
using ChatResult = std::expected<T, ChatError>;

} // namespace ca
