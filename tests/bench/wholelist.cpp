#include "wholelist.h"

#include "loadgenerator.h"

namespace ca::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Goal WholeList::goal() const
{
    return {.name = u"GET /jobs, all 10,000"_s, .unit = u"ms"_s, .value = 60};
}

Result<Samples> WholeList::run()
{
    const Result<BenchServer *> server = m_server.get();
    if (!server)
        return failure(server.error());
    const Result<LoadAnswer> answer =
        generateLoad({.port = (*server)->port(), .requests = {getRequest((*server)->port(), "/jobs")}, .duration = 3s});
    if (!answer)
        return failure(answer.error());
    return Samples{.values = answer->latenciesMs};
}

} // namespace ca::bench
