#include "error.h"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace ca {

namespace {
using Name = std::pair<ErrorCode, QLatin1StringView>;

constexpr std::array codeNames{
    Name{ErrorCode::Malformed, QLatin1StringView("malformed")},
    Name{ErrorCode::InvalidArgument, QLatin1StringView("invalid_argument")},
    Name{ErrorCode::NotFound, QLatin1StringView("not_found")},
    Name{ErrorCode::NotReady, QLatin1StringView("not_ready")},
    Name{ErrorCode::Conflict, QLatin1StringView("conflict")},
    Name{ErrorCode::WrongState, QLatin1StringView("wrong_state")},
    Name{ErrorCode::QueueFull, QLatin1StringView("queue_full")},
    Name{ErrorCode::Unsupported, QLatin1StringView("unsupported")},
    Name{ErrorCode::SandboxUnsafe, QLatin1StringView("sandbox_unsafe")},
    Name{ErrorCode::SandboxFailed, QLatin1StringView("sandbox_failed")},
    Name{ErrorCode::AgentFailed, QLatin1StringView("agent_failed")},
    Name{ErrorCode::StepFailed, QLatin1StringView("step_failed")},
    Name{ErrorCode::LimitReached, QLatin1StringView("limit_reached")},
    Name{ErrorCode::Interrupted, QLatin1StringView("interrupted")},
    Name{ErrorCode::Cancelled, QLatin1StringView("cancelled")},
    Name{ErrorCode::NoProvider, QLatin1StringView("no_provider")},
    Name{ErrorCode::ProviderFailed, QLatin1StringView("provider_failed")},
    Name{ErrorCode::TooLarge, QLatin1StringView("too_large")},
    Name{ErrorCode::NoSpace, QLatin1StringView("no_space")},
    Name{ErrorCode::Corrupt, QLatin1StringView("corrupt")},
    Name{ErrorCode::Io, QLatin1StringView("io")},
};
} // namespace

QString errorCodeName(ErrorCode code)
{
    for (const auto &[value, name] : codeNames) {
        if (value == code)
            return name;
    }
    return codeNames.back().second;
}

ErrorCode errorCodeFromName(const QString &name)
{
    for (const auto &[value, known] : codeNames) {
        if (name == known)
            return value;
    }
    return ErrorCode::Io;
}

Error ioError(const QString &what, int errorNumber)
{
    const auto reason = QString::fromStdString(std::generic_category().message(errorNumber));
    if (errorNumber == ENOSPC || errorNumber == EDQUOT) {
        return {.code = ErrorCode::NoSpace,
                .message =
                    what + QLatin1StringView(": ") + reason + QLatin1StringView(". Free some space, then try again."),
                .detail = {}};
    }
    return {.code = ErrorCode::Io, .message = what + QLatin1StringView(": ") + reason, .detail = {}};
}

} // namespace ca
