#pragma once

#include <QList>

#include "setting.h"

namespace ca {

/// The settings of AI providers: who is asked, and for each of providerNames() its key, address, model and so on.
QList<Setting> providerSettings();

/// What the settings of one provider end with.
namespace providersetting {
using namespace Qt::StringLiterals;
inline constexpr auto baseUrl = "BASE_URL"_L1;
inline constexpr auto model = "MODEL"_L1;
inline constexpr auto temperature = "TEMPERATURE"_L1;
inline constexpr auto headers = "HEADERS"_L1;
inline constexpr auto context = "CONTEXT"_L1;
} // namespace providersetting

} // namespace ca
