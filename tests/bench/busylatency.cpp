#include "busylatency.h"

#include "loadgenerator.h"
#include "mixeddata.h"
#include "statistics.h"

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int rounds = 5;
constexpr double share = 0.95;
} // namespace

BusyLatency::Trouble BusyLatency::packing()
{
    return {.name = u"packing 300 MB"_s, .prompt = mixedDataTask(), .value = u"packing"_s};
}

BusyLatency::Trouble BusyLatency::forkBomb()
{
    return {.name = u"fork bombs"_s,
            .prompt = u"```python\nimport os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n"
                      "        pass\n```\n"_s,
            .jobs = 12};
}

BusyLatency::Trouble BusyLatency::memoryHog()
{
    return {.name = u"memory hogs"_s,
            .prompt = u"```python\nhoard = []\nwhile True:\n    hoard.append(b'x' * 10_000_000)\n```\n"_s,
            .jobs = 12};
}

BusyLatency::Trouble BusyLatency::logFlood()
{
    return {.name = u"a log flood"_s, .prompt = u"$ yes 'a line that is not short, so that it fills the log'"_s};
}

Goal BusyLatency::goal() const
{
    return {.name = u"GET /status/{id}, p95, during %1"_s.arg(m_trouble.name), .unit = u"ms"_s, .value = 50};
}

Result<Samples> BusyLatency::run()
{
    const auto server = BenchServer::start({u"--max-jobs"_s, u"1"_s});
    if (!server)
        return failure(server.error());
    Result<QByteArray> first;
    for (int i = 0; i < m_trouble.jobs; ++i) {
        const Result<QByteArray> id = (*server)->schedule(m_trouble.prompt, m_trouble.options);
        if (!id)
            return failure(id.error());
        if (i == 0)
            first = id;
    }
    if (auto busy = (*server)->awaitStatus(*first, m_trouble.field, m_trouble.value, 120s); !busy)
        return failure(busy.error());
    Samples samples;
    QList<double> all;
    for (int i = 0; i < rounds; ++i) {
        const Result<LoadAnswer> answer =
            generateLoad({.port = (*server)->port(),
                          .requests = {getRequest((*server)->port(), "/status/" + *first)},
                          .duration = 1s,
                          .pause = 5ms});
        if (!answer)
            return failure(answer.error());
        samples.values.append(quantile(answer->latenciesMs, share));
        all += answer->latenciesMs;
    }
    if ((*server)->get("/jobs?status=running&limit=0")[u"total"].toInt() == 0)
        return failure(ErrorCode::Io, u"the trouble was over before it was measured"_s);
    samples.note = u"the slowest call took %1 ms"_s.arg(quantile(all, 1), 0, 'f', 1);
    return samples;
}

} // namespace ca::bench
