#include "rejoining.h"

#include <QFile>

#include <utility>

#include "jsonrpc.h"

using namespace ca::protocol;

RejoiningAgent::RejoiningAgent(std::string prompt, int rejoinSeconds)
{
    job.prompt = std::move(prompt);
    job.rejoinSeconds = rejoinSeconds;
}

bool RejoiningAgent::startUntilTwo()
{
    return start() && waitForOutput("two");
}

bool RejoiningAgent::allow() const
{
    QFile file(path(QStringLiteral("go")));
    return file.open(QIODevice::WriteOnly);
}

void RejoiningAgent::forgetAllBut(const RejoinAnswer &known)
{
    started.removeIf([&](const StepStarted &step) { return step.number > known.lastStep; });
    finished.removeIf([&](const StepFinished &step) {
        return step.number > known.lastStep || (step.number == known.lastStep && !known.isFinished);
    });
    answerToRejoin = [known](std::int64_t id) { return responseLine(id, known); };
}

void RejoiningAgent::loseOrchestrator(const RejoinAnswer &known)
{
    closeLink();
    forgetAllBut(known);
}

std::string RejoiningAgent::resultText() const
{
    return result ? nlohmann::json(*result).dump() : std::string();
}

std::string RejoiningAgent::statusAtEnd()
{
    return waitForExit() && result ? result->status : std::string();
}
