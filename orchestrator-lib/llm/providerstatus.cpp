#include "providerstatus.h"

#include <array>

namespace ca {

namespace {
constexpr std::array names{
    QLatin1StringView("ready"),      QLatin1StringView("no_key"),      QLatin1StringView("no_model"),
    QLatin1StringView("no_address"), QLatin1StringView("not_running"),
};
} // namespace

QString providerStateName(ProviderState state)
{
    return names.at(static_cast<size_t>(state));
}

} // namespace ca
