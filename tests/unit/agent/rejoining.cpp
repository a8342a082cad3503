#include "rejoining.h"

#include <QFile>

#include "agentharness.h"
#include "jsonrpc.h"

using namespace ca::protocol;

bool allow(const AgentHarness &agent)
{
    QFile file(agent.path(QStringLiteral("go")));
    return file.open(QIODevice::WriteOnly);
}

void forgetAllBut(AgentHarness &agent, const RejoinAnswer &known)
{
    agent.started.removeIf([&](const StepStarted &step) { return step.number > known.lastStep; });
    agent.finished.removeIf([&](const StepFinished &step) {
        return step.number > known.lastStep || (step.number == known.lastStep && !known.isFinished);
    });
    agent.answerToRejoin = [known](std::int64_t id) { return responseLine(id, known); };
}
