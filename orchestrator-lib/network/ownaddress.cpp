#include "ownaddress.h"

#include <ifaddrs.h>
#include <memory>

namespace ca {

bool isOwnAddress(const IpAddress &address)
{
    ifaddrs *found = nullptr;
    if (::getifaddrs(&found) != 0)
        return false;
    const std::unique_ptr<ifaddrs, decltype([](ifaddrs *list) { ::freeifaddrs(list); })> list(found);
    for (const ifaddrs *entry = found; entry != nullptr; entry = entry->ifa_next) {
        if (entry->ifa_addr != nullptr && IpAddress::fromSocket(entry->ifa_addr) == address)
            return true;
    }
    return false;
}

} // namespace ca
