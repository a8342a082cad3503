#include "hostlookup.h"

#include <memory>
#include <netdb.h>
#include <resolv.h>

namespace ca {

namespace {

/// This thread's resolver asks each name server twice, for two seconds; the default may take half a minute.
void limitPatience()
{
    thread_local const bool isLimited = [] {
        ::res_ninit(&_res);
        _res.retrans = 2;
        _res.retry = 2;
        return true;
    }();
    static_cast<void>(isLimited);
}

struct FreeAddresses
{
    void operator()(addrinfo *list) const { ::freeaddrinfo(list); }
};

} // namespace

QList<IpAddress> lookUpHost(const QString &host)
{
    limitPatience();
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(host.toLatin1().constData(), nullptr, &hints, &found) != 0)
        return {};
    const std::unique_ptr<addrinfo, FreeAddresses> list(found);
    QList<IpAddress> addresses;
    for (const addrinfo *entry = found; entry != nullptr; entry = entry->ai_next) {
        const auto address = IpAddress::fromSocket(entry->ai_addr);
        if (address && !addresses.contains(*address))
            addresses.append(*address);
    }
    return addresses;
}

} // namespace ca
