#pragma once

#include <QList>
#include <QStringList>

#include <optional>

#include <nlohmann/json.hpp>

#include "messages.h"
#include "servicemessages.h"

/// What the agent has told of its job.
struct AgentEvents
{
    /// An event's params. False when it is of no kind that is known.
    bool take(const nlohmann::json &params);

    std::optional<ca::protocol::PlanMade> plan;
    QList<ca::protocol::PlanMade> plans;
    QList<ca::protocol::ContextPruned> prunings;
    QList<ca::protocol::StepStarted> started;
    QList<ca::protocol::StepFinished> finished;
    QList<ca::protocol::ServiceChanged> services;
    QStringList notes;
};
