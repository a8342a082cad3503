#include "healthroutes.h"

#include <utility>

#include "healthcheckup.h"
#include "orchestrator.h"

namespace ca {

using namespace Qt::StringLiterals;

void HealthRoutes::addTo(RouteTable &table)
{
    table.add({.method = "GET",
               .pattern = u"/health"_s,
               .summary = u"Whether all that jobs need is there: makes a sandbox, looks at disk, keychain and AI "
                          "providers, and says what to do about what is wrong."_s,
               .answer = u"Health"_s,
               .handle = [this](const ApiRequest &, ApiReply reply) { examine(std::move(reply)); }});
}

QCoro::Task<void> HealthRoutes::examine(ApiReply reply)
{
    const auto waiting = m_waiting; // may outlive this
    waiting->push_back(std::move(reply));
    if (waiting->size() > 1)
        co_return;
    const HealthReport report = co_await examineHealth(m_orchestrator, {.url = m_url(), .error = {}});
    for (ApiReply &asked : std::exchange(*waiting, {}))
        asked.json(report.toJson());
}

} // namespace ca
