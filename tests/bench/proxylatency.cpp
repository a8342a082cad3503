#include "proxylatency.h"

#include <chrono>
#include <sys/socket.h>

#include "proxypath.h"
#include "statistics.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;

constexpr int rounds = 5;
constexpr int pingsPerRound = 500;

void echo(int fd)
{
    char byte = 0;
    while (::recv(fd, &byte, 1, 0) == 1 && ::send(fd, &byte, 1, MSG_NOSIGNAL) == 1) {
    }
}

/// The median of many.
Result<double> roundTripMs(const UniqueFd &fd)
{
    QList<double> times;
    for (int i = 0; i < pingsPerRound; ++i) {
        char byte = 'x';
        const auto begin = std::chrono::steady_clock::now();
        if (::send(fd.get(), &byte, 1, MSG_NOSIGNAL) != 1 || ::recv(fd.get(), &byte, 1, 0) != 1)
            return failure(ErrorCode::Io, u"the connection ended"_s);
        times.append(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    return median(times);
}
} // namespace

Goal ProxyLatency::goal() const
{
    return {.name = u"proxy, added to a round trip"_s, .unit = u"ms"_s, .value = 1};
}

Result<Samples> ProxyLatency::run()
{
    const auto path = ProxyPath::open(echo);
    if (!path)
        return failure(path.error());
    Samples samples;
    QList<double> straight;
    for (int i = 0; i < rounds; ++i) {
        // One after the other: the server has one connection at a time.
        const auto without = (*path)->connectStraight().and_then(roundTripMs);
        const auto with = (*path)->connectThroughProxy().and_then(roundTripMs);
        if (!without || !with)
            return failure(without ? with.error() : without.error());
        straight.append(*without);
        samples.values.append(*with - *without);
    }
    samples.note = u"without it: %1 ms"_s.arg(median(straight), 0, 'f', 3);
    return samples;
}

} // namespace ca::bench
