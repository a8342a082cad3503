#pragma once

#include "chatfault.h"
#include "providerpreset.h"

namespace ca {

/// After a fault: leaves out what the provider does not seem to take, though the preset says it does; each thing once.
/// True when the same should be asked once more without it, at once. `wantsJson`: the request did.
bool leaveOutWhatFailed(ChatFeatures &features, const ChatFault &fault, bool wantsJson);

} // namespace ca
