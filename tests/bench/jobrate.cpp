#include "jobrate.h"

#include <chrono>
#include <thread>

#include "benchserver.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int jobCount = 300;
constexpr int rounds = 3;

Result<double> jobsPerSecond()
{
    const auto server = BenchServer::start({u"--max-jobs"_s, u"4"_s});
    if (!server)
        return failure(server.error());
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < jobCount; ++i) {
        if (auto id = (*server)->schedule(u"$ true"_s); !id)
            return failure(id.error());
    }
    // A job is complete when its ZIP is in its place.
    while ((*server)->get("/jobs?status=complete&limit=0")[u"total"].toInt() < jobCount) {
        if (std::chrono::steady_clock::now() - begin > 120s)
            return failure(ErrorCode::Io, u"the jobs did not all complete within 120 s"_s);
        std::this_thread::sleep_for(20ms);
    }
    return jobCount / std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}
} // namespace

Goal JobRate::goal() const
{
    return {.name = u"trivial jobs, schedule to ZIP, 4 at once"_s, .unit = u"/s"_s, .value = 30, .isAtLeast = true};
}

Result<Samples> JobRate::run()
{
    Samples samples;
    for (int i = 0; i < rounds; ++i) {
        const Result<double> rate = jobsPerSecond();
        if (!rate)
            return failure(rate.error());
        samples.values.append(*rate);
    }
    return samples;
}

} // namespace ca::bench
