#pragma once

#include <QLoggingCategory>

namespace ca {

Q_DECLARE_LOGGING_CATEGORY(jobLog)

} // namespace ca
