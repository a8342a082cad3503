#pragma once

#include <QCoroTask>
#include <QString>
#include <chrono>

#include "result.h"

namespace ca {

/// What a program prints first when it is asked for its version, as `PROGRAM --version`. Errors: NotFound (there is no
/// such program on PATH), Io (it did not start, failed, or took longer than `patience`).
QCoro::Task<Result<QString>> versionOf(QString program, std::chrono::milliseconds patience);

} // namespace ca
