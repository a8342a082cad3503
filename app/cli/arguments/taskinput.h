#pragma once

#include <QJsonObject>

#include "commandline.h"

namespace ca::cli {

/// The task of `schedule` and `run`: the argument, the file, or standard input. Blocks while it reads. Errors:
/// WrongUse.
CliResult<QString> readTask(const CommandLine &line);

/// The body of POST /schedule for this task and the command's options. Errors: WrongUse.
CliResult<QJsonObject> scheduleBody(const CommandLine &line, const QString &task);

} // namespace ca::cli
