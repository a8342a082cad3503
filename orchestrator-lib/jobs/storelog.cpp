#include "storelog.h"

namespace ca {

Q_LOGGING_CATEGORY(storeLog, "ca.store")

} // namespace ca
