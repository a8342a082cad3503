#include "idlewakeups.h"

#include <chrono>
#include <thread>

#include "processfacts.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int rounds = 3;
constexpr auto settleTime = 2s;
constexpr auto watchTime = 5s;
} // namespace

Goal IdleWakeups::goal() const
{
    return {.name = u"wake-ups of an idle server in 5 s"_s, .unit = u""_s, .value = 0};
}

Result<Samples> IdleWakeups::run()
{
    const Result<BenchServer *> server = m_server.get();
    if (!server)
        return failure(server.error());
    Samples samples;
    std::this_thread::sleep_for(settleTime);
    for (int i = 0; i < rounds; ++i) {
        const Result<qint64> before = contextSwitches((*server)->pid());
        std::this_thread::sleep_for(watchTime);
        const Result<qint64> after = contextSwitches((*server)->pid());
        if (!before || !after)
            return failure(before ? after.error() : before.error());
        samples.values.append(static_cast<double>(*after - *before));
    }
    return samples;
}

} // namespace ca::bench
