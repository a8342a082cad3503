#include "cgrouplog.h"

namespace ca {

Q_LOGGING_CATEGORY(lcCgroup, "ca.sandbox.cgroup")

} // namespace ca
