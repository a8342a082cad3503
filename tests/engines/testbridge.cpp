#include "testbridge.h"

#include <QRandomGenerator>
#include <cstring>
#include <linux/sockios.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "uniquefd.h"

namespace ca::test {

namespace {
UniqueFd anySocket()
{
    return UniqueFd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
}
} // namespace

bool TestBridge::isNeeded()
{
    return ::if_nametoindex("docker0") != 0;
}

std::unique_ptr<TestBridge> TestBridge::whereNeeded()
{
    const QByteArray name = "ca-" + QByteArray::number(QRandomGenerator::global()->generate(), 16);
    if (!isNeeded() || ::ioctl(anySocket().get(), SIOCBRADDBR, name.constData()) != 0)
        return nullptr;
    return std::unique_ptr<TestBridge>(new TestBridge(name));
}

TestBridge::~TestBridge()
{
    const UniqueFd socket = anySocket();
    ifreq request = {}; // no flags: down, as it must be to be deleted
    std::memcpy(request.ifr_name, m_name.constData(), static_cast<std::size_t>(m_name.size()));
    ::ioctl(socket.get(), SIOCSIFFLAGS, &request);
    ::ioctl(socket.get(), SIOCBRDELBR, m_name.constData());
}

} // namespace ca::test
