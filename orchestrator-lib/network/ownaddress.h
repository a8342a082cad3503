#pragma once

#include "ipaddress.h"

namespace ca {

/// Whether one of this machine's network interfaces has the address now. A public one may lead to services that are
/// meant for this machine alone. Any thread.
bool isOwnAddress(const IpAddress &address);

} // namespace ca
