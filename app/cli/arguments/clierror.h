#pragma once

#include <QByteArray>
#include <expected>

#include "error.h"
#include "exitcode.h"

namespace ca::cli {

/// Why a command ends without success.
struct CliError
{
    ExitCode exitCode = ExitCode::Failed;
    Error error = {};
    /// The server's own JSON, when it was the server that refused.
    QByteArray answer = {};
    /// 0 when no server answered.
    int httpStatus = 0;

    /// The server's JSON, or the error in the same shape: {"error", "code", "detail"}.
    [[nodiscard]] QByteArray toJson() const;
};

template <typename T>
using CliResult = std::expected<T, CliError>;

[[nodiscard]] std::unexpected<CliError> wrongUse(const QString &sentence);
[[nodiscard]] std::unexpected<CliError> failed(ErrorCode code, const QString &sentence, const QString &detail = {});

} // namespace ca::cli
