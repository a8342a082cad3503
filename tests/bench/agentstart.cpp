#include "agentstart.h"

#include "daemonprocess.h"
#include "programtimer.h"

namespace ca::bench {

using namespace Qt::StringLiterals;

Goal AgentStart::goal() const
{
    return {.name = u"start of the agent"_s, .unit = u"ms"_s, .value = 3};
}

Result<Samples> AgentStart::run()
{
    constexpr int sampleCount = 50;
    Samples samples;
    for (int i = 0; i < sampleCount; ++i) {
        const Result<double> time = timeProgram({test::programPath(u"containerized-agent-runner"_s), u"--version"_s});
        if (!time)
            return failure(time.error());
        samples.values.append(*time);
    }
    return samples;
}

} // namespace ca::bench
