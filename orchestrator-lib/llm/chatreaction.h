#pragma once

#include <cstdint>

#include "chatfault.h"
#include "providerconfig.h"

namespace ca {

/// What is done about a fault: one thing for each kind.
enum class ChatBehaviour : std::uint8_t {
    AskAgain,     ///< after a pause; after too many of them the next provider
    NextProvider, ///< at once; this one is not asked again for the job
    TellCaller,   ///< no other provider would change it, or the caller has to act
};

ChatBehaviour behaviourFor(ChatErrorKind kind);

/// The sentence about a fault of this provider: what happened and what to do. Its key is not in it, even when the
/// provider's own words hold it.
QString faultSentence(const ChatFault &fault, const ProviderConfig &provider);

} // namespace ca
