#include "settingsources.h"

#include <QDir>

#include "folders.h"

namespace ca {

SettingSources SettingSources::ofThisProcess(const QStringList &arguments)
{
    return {.arguments = arguments.mid(1),
            .environment = QProcessEnvironment::systemEnvironment(),
            .workingDir = QDir::currentPath(),
            .configDir = userConfigDir()};
}

} // namespace ca
