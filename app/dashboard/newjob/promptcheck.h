#pragma once

#include <QString>

#include "accents.h"
#include "symbols.h"

namespace ca::dashboard {

/// What is to be said of a prompt while it is being written.
struct PromptCheck
{
    bool canStart = false;
    Symbol symbol = Symbol::Information;
    Accent accent = Accent::Neutral;
    QString sentence;
};

PromptCheck checkPrompt(const QString &prompt);

} // namespace ca::dashboard
