#include "chainlink.h"

#include <algorithm>

#include "chatreaction.h"

namespace ca {

void ChainLink::note(const ChatFault &fault)
{
    error = {.kind = fault.kind,
             .message = faultSentence(fault, config),
             .provider = config.name(),
             .contextTokens = fault.contextTokens};
    if (fault.kind == ChatErrorKind::ContextOverflow && error.contextTokens <= 0)
        error.contextTokens = config.contextTokens;
    switch (behaviourFor(fault.kind)) {
    case ChatBehaviour::NextProvider:
        isOut = true;
        break;
    case ChatBehaviour::AskAgain:
        rest.setRemainingTime(std::max(config.patience.rest, fault.delay.value_or(std::chrono::milliseconds(0))));
        break;
    case ChatBehaviour::TellCaller:
        break;
    }
}

} // namespace ca
