#include "promptcheck.h"

#include <QCoreApplication>
#include <string>

#include "runbook.h"

namespace ca::dashboard {

namespace {

struct PromptTexts
{
    Q_DECLARE_TR_FUNCTIONS(PromptTexts)
};

PromptCheck refusal(const QString &sentence)
{
    return {.canStart = false, .symbol = Symbol::Warning, .accent = Accent::Warning, .sentence = sentence};
}

} // namespace

PromptCheck checkPrompt(const QString &prompt)
{
    if (prompt.trimmed().isEmpty())
        return {.canStart = false,
                .symbol = Symbol::Information,
                .accent = Accent::Neutral,
                .sentence = PromptTexts::tr("Write the steps to run, or start from an example.")};
    const std::string text = prompt.toStdString();
    if (!protocol::isRunbook(text))
        return refusal(PromptTexts::tr(
            "There is nothing to run in this text yet. This version runs tasks that are written as steps; "
            "plain language comes with the AI agent in a later version. Put a command on a line that starts with “$ ”, "
            "or code between lines of ```python and ```."));
    const auto plan = protocol::parseRunbook(text);
    if (!plan)
        return refusal(QString::fromStdString(plan.error()));
    return {.canStart = true,
            .symbol = Symbol::Complete,
            .accent = Accent::Success,
            .sentence = PromptTexts::tr("Ready to run: %n step(s).", nullptr, static_cast<int>(plan->actions.size()))};
}

} // namespace ca::dashboard
