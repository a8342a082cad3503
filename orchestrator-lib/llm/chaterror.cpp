#include "chaterror.h"

#include <array>

namespace ca {

namespace {
constexpr std::array kindNames{
    QLatin1StringView("context_overflow"), QLatin1StringView("quota_spent"), QLatin1StringView("key_rejected"),
    QLatin1StringView("bad_request"),      QLatin1StringView("refused"),     QLatin1StringView("overloaded"),
    QLatin1StringView("unreachable"),      QLatin1StringView("bad_answer"),  QLatin1StringView("no_provider"),
    QLatin1StringView("cancelled"),
};
} // namespace

QString chatErrorName(ChatErrorKind kind)
{
    return kindNames.at(static_cast<size_t>(kind));
}

} // namespace ca
