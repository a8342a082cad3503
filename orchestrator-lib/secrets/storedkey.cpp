#include "storedkey.h"

#include <array>

namespace ca {

QString keySourceName(KeySource source)
{
    constexpr std::array names{QLatin1StringView("keychain"), QLatin1StringView("environment"),
                               QLatin1StringView("file"), QLatin1StringView("memory")};
    return names.at(static_cast<std::size_t>(source));
}

} // namespace ca
