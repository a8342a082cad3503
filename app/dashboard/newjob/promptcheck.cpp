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
                .sentence = PromptTexts::tr("Write what is to be done, or start from an example.")};
    const std::string text = prompt.toStdString();
    if (!protocol::isRunbook(text))
        return {.canStart = true,
                .symbol = Symbol::Information,
                .accent = Accent::Neutral,
                .sentence =
                    PromptTexts::tr("An AI provider works out the steps. To write them yourself, put commands on "
                                    "lines that start with “$ ”, or code between lines of ```python and ```.")};
    const auto plan = protocol::parseRunbook(text);
    if (!plan)
        return refusal(QString::fromStdString(plan.error()));
    return {.canStart = true,
            .symbol = Symbol::Complete,
            .accent = Accent::Success,
            .sentence = PromptTexts::tr("Ready to run: %n step(s).", nullptr, static_cast<int>(plan->actions.size()))};
}

} // namespace ca::dashboard
