#include "proxyspeed.h"

#include <chrono>
#include <sys/socket.h>
#include <vector>

#include "proxypath.h"
#include "statistics.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;

constexpr int rounds = 5;
constexpr std::size_t blockBytes = 256UL * 1024;
constexpr qint64 totalBytes = 1024LL * 1024 * 1024;

void sendAll(int fd)
{
    const std::vector<char> block(blockBytes, 'x');
    for (qint64 sent = 0; sent < totalBytes;) {
        const ssize_t count = ::send(fd, block.data(), block.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return;
        sent += count;
    }
}

Result<double> megabytesPerSecond(const UniqueFd &fd)
{
    std::vector<char> block(blockBytes);
    const auto begin = std::chrono::steady_clock::now();
    for (qint64 received = 0; received < totalBytes;) {
        const ssize_t count = ::recv(fd.get(), block.data(), block.size(), 0);
        if (count <= 0)
            return failure(ErrorCode::Io, u"the connection ended after %1 bytes"_s.arg(received));
        received += count;
    }
    const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - begin;
    return static_cast<double>(totalBytes) / 1e6 / duration.count();
}
} // namespace

Goal ProxySpeed::goal() const
{
    return {.name = u"proxy, on loopback"_s, .unit = u"MB/s"_s, .value = 500, .isAtLeast = true};
}

Result<Samples> ProxySpeed::run()
{
    const auto path = ProxyPath::open(sendAll);
    if (!path)
        return failure(path.error());
    Samples samples;
    QList<double> straight;
    for (int i = 0; i < rounds; ++i) {
        for (QList<double> *values : {&straight, &samples.values}) {
            const auto fd = values == &straight ? (*path)->connectStraight() : (*path)->connectThroughProxy();
            const Result<double> speed = fd ? megabytesPerSecond(*fd) : failure(fd.error());
            if (!speed)
                return failure(speed.error());
            values->append(*speed);
        }
    }
    samples.note = u"without it: %1 MB/s"_s.arg(median(straight), 0, 'f', 0);
    return samples;
}

} // namespace ca::bench
