#pragma once

#include <QString>
#include <chrono>
#include <optional>

#include "chaterror.h"

namespace ca {

/// What went wrong when one provider was asked once.
struct ChatFault
{
    ChatErrorKind kind = ChatErrorKind::BadAnswer;
    /// The HTTP status; 0 when none came.
    int status = 0;
    /// What the provider, or the network, says of it: foreign text, one line, cut; may be empty.
    QString said = {};
    /// All that the provider's error says, in lower case, for programs.
    QString words = {};
    /// What the provider asks to wait.
    std::optional<std::chrono::milliseconds> delay = {};
    /// Of ContextOverflow: the window, where the provider tells it; else 0.
    qint64 contextTokens = 0;
};

} // namespace ca
