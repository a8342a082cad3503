#include "joblog.h"

namespace ca {

Q_LOGGING_CATEGORY(jobLog, "ca.jobs")

} // namespace ca
