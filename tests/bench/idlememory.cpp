#include "idlememory.h"

#include "processfacts.h"

namespace ca::bench {

using namespace Qt::StringLiterals;

Goal IdleMemory::goal() const
{
    return {.name = u"memory with 10,000 jobs"_s, .unit = u"MB"_s, .value = 60};
}

Result<Samples> IdleMemory::run()
{
    const Result<BenchServer *> server = m_server.get();
    if (!server)
        return failure(server.error());
    const Result<double> memory = residentMb((*server)->pid());
    if (!memory)
        return failure(memory.error());
    return Samples{.values = {*memory}};
}

} // namespace ca::bench
