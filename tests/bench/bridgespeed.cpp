#include "bridgespeed.h"

#include <array>
#include <chrono>
#include <sys/socket.h>
#include <vector>

#include "bridgepath.h"
#include "statistics.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 5;
constexpr qint64 totalBytes = 512LL * 1024 * 1024;
constexpr std::size_t blockBytes = 256UL * 1024;
constexpr qsizetype keyBytes = 8;

void sendPictures(int fd)
{
    const std::vector<char> block(blockBytes, 'p');
    for (qint64 sent = 0; sent < totalBytes;) {
        const ssize_t count = ::send(fd, block.data(), block.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return;
        sent += count;
    }
}

void echoKeys(int fd)
{
    std::array<char, keyBytes> key{};
    while (BridgePath::read(fd, keyBytes).size() == keyBytes) {
        if (::send(fd, key.data(), key.size(), MSG_NOSIGNAL) <= 0)
            return;
    }
}

/// One key there and back, in milliseconds; `headBytes` come before what comes back.
double roundTrip(int fd, const QByteArray &bytes, qsizetype headBytes)
{
    const auto begin = Clock::now();
    ::send(fd, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
    BridgePath::read(fd, headBytes + keyBytes);
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}
} // namespace

Goal BridgeSpeed::goal() const
{
    return {.name = u"desktop bridge"_s, .unit = u"MB/s"_s, .value = 200, .isAtLeast = true};
}

Result<Samples> BridgeSpeed::run()
{
    Samples samples;
    for (int i = 0; i < rounds; ++i) {
        const auto path = BridgePath::open(sendPictures);
        if (!path)
            return failure(path.error());
        std::vector<char> block(blockBytes);
        const auto begin = Clock::now();
        // With the frames' heads, which are a few bytes each.
        for (qint64 received = 0; received < totalBytes;) {
            const ssize_t count = ::recv((*path)->viewer(), block.data(), block.size(), 0);
            if (count <= 0)
                return failure(ErrorCode::Io, u"the connection ended after %1 bytes"_s.arg(received));
            received += count;
        }
        const std::chrono::duration<double> duration = Clock::now() - begin;
        samples.values.append(static_cast<double>(totalBytes) / 1e6 / duration.count());
    }
    return samples;
}

Goal BridgeLatency::goal() const
{
    return {.name = u"desktop bridge, a key there and back"_s, .unit = u"ms more"_s, .value = 2};
}

Result<Samples> BridgeLatency::run()
{
    constexpr int keys = 300;
    constexpr qsizetype frameHeadBytes = 2;
    const auto path = BridgePath::open(echoKeys);
    if (!path)
        return failure(path.error());
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return failure(ErrorCode::Io, u"no socket pair"_s);
    UniqueFd here(ends[0]);
    std::thread other([there = std::make_shared<UniqueFd>(ends[1])] { echoKeys(there->get()); });
    Samples samples;
    QList<double> straight;
    const QByteArray key(keyBytes, 'k');
    for (int i = 0; i < keys; ++i) {
        const double without = roundTrip(here.get(), key, 0);
        straight.append(without);
        samples.values.append(roundTrip((*path)->viewer(), BridgePath::frame(key), frameHeadBytes) - without);
    }
    here.reset();
    other.join();
    samples.note = u"without it: %1 ms"_s.arg(median(straight), 0, 'f', 3);
    return samples;
}

} // namespace ca::bench
