#pragma once

#include <QDeadlineTimer>

#include "chaterror.h"
#include "chatfault.h"
#include "providerconfig.h"

namespace ca {

/// One provider of a ProviderChain, and how it did for the job so far.
struct ChainLink
{
    ProviderConfig config;
    /// What it turned out to take.
    ChatFeatures features;
    /// Asked in the call that is under way.
    bool isTried = false;
    /// Not asked again for the job.
    bool isOut = false;
    /// Until then it is asked only when nobody else is left.
    QDeadlineTimer rest = QDeadlineTimer(0);
    /// Its server has been asked for model and window.
    bool isLookedUp = false;
    /// Why it did not answer when it was asked last.
    ChatError error = {};

    [[nodiscard]] bool canBeAsked() const { return !isOut && !isTried; }
    [[nodiscard]] bool isResting() const { return !rest.hasExpired(); }
    /// "Google Gemini (gemini-2.5-flash)"
    [[nodiscard]] QString title() const
    {
        return config.model.isEmpty() ? config.preset.label
                                      : QString(config.preset.label % QStringLiteral(" (") % config.model % u')');
    }
    /// Remembers what went wrong, and what follows from it for the next calls.
    void note(const ChatFault &fault);
};

} // namespace ca
