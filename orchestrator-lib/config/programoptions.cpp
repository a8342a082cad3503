#include "programoptions.h"

#include <QCoreApplication>

#include "settingscommandline.h"
#include "settingstexts.h"

namespace ca {

using namespace Qt::StringLiterals;

Result<ProgramOptions> ProgramOptions::read(const SettingSources &sources, const QString &description)
{
    const auto withHint = [](Error error) {
        error.message += u" (--help lists the options)";
        return error;
    };
    const auto line = SettingsCommandLine::parse(sources.arguments);
    if (!line)
        return failure(withHint(line.error()));
    const QString program = QCoreApplication::applicationName();
    if (line->wantsHelp)
        return ProgramOptions{.settings = {}, .answer = settingsHelp(program, description)};
    if (line->wantsVersion)
        return ProgramOptions{.settings = {},
                              .answer = u"%1 %2\n"_s.arg(program, QCoreApplication::applicationVersion())};
    auto settings = Settings::read(line->values, sources);
    if (!settings)
        return failure(withHint(settings.error()));
    return ProgramOptions{.settings = std::move(*settings)};
}

} // namespace ca
