#include "steplook.h"

#include <QCoreApplication>
#include <algorithm>

namespace ca::dashboard {

namespace {

struct StepTexts
{
    Q_DECLARE_TR_FUNCTIONS(StepTexts)
};

} // namespace

StepLook lookOf(const Step &step)
{
    switch (step.status) {
    case StepStatus::Running:
        return {.symbol = Symbol::Running, .accent = Accent::Active, .word = StepTexts::tr("Running")};
    case StepStatus::Succeeded:
        return {.symbol = Symbol::Complete, .accent = Accent::Success, .word = StepTexts::tr("Done")};
    case StepStatus::Failed:
        break;
    }
    return {.symbol = Symbol::Failed,
            .accent = Accent::Failure,
            .word = step.timedOut ? StepTexts::tr("Timed out") : StepTexts::tr("Failed")};
}

QString actionWord(const QString &type)
{
    if (type == QLatin1StringView("shell_command"))
        return StepTexts::tr("Shell command");
    if (type == QLatin1StringView("python_code"))
        return StepTexts::tr("Python code");
    if (type == QLatin1StringView("typescript_code"))
        return StepTexts::tr("TypeScript code");
    if (type == QLatin1StringView("file_operation"))
        return StepTexts::tr("File");
    if (type == QLatin1StringView("gui_automation"))
        return StepTexts::tr("Desktop");
    return type;
}

Symbol actionSymbol(const QString &type)
{
    if (type == QLatin1StringView("python_code") || type == QLatin1StringView("typescript_code"))
        return Symbol::Code;
    if (type == QLatin1StringView("file_operation"))
        return Symbol::Files;
    if (type == QLatin1StringView("gui_automation"))
        return Symbol::Desktop;
    return Symbol::Shell;
}

qint64 durationOf(const Step &step, qint64 now)
{
    return std::max<qint64>(0, (step.ended > 0 ? step.ended : now) - step.started);
}

} // namespace ca::dashboard
