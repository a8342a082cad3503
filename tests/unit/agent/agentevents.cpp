#include "agentevents.h"

using namespace ca::protocol;

bool AgentEvents::take(const nlohmann::json &params)
{
    const auto name = params.at("kind").get<std::string>();
    if (name == kind::plan)
        plans.append(*(plan = params.get<PlanMade>()));
    else if (name == kind::pruned)
        prunings.append(params.get<ContextPruned>());
    else if (name == kind::stepStarted)
        started.append(params.get<StepStarted>());
    else if (name == kind::stepFinished)
        finished.append(params.get<StepFinished>());
    else if (name == kind::service)
        services.append(params.get<ServiceChanged>());
    else if (name == kind::note)
        notes.append(QString::fromStdString(params.get<Note>().text));
    else
        return false;
    return true;
}
