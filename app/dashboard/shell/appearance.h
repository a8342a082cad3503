#pragma once

#include "preferences.h"

namespace ca::dashboard {

/// Makes the application light or dark, or follows the desktop; at once, in all windows.
void applyAppearance(Appearance appearance);

} // namespace ca::dashboard
