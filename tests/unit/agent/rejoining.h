#pragma once

#include <QList>

#include "messages.h"

class AgentHarness;

/// Says "two" and runs until allow() was called.
inline constexpr const char *waitingCommand = "echo two; until test -e go; do sleep 0.01; done";
bool allow(const AgentHarness &agent);

/// The next orchestrator knows only this of what the agent has reported, and says so.
void forgetAllBut(AgentHarness &agent, const ca::protocol::RejoinAnswer &known);

template <typename Report>
QList<int> numbersOf(const QList<Report> &reports)
{
    QList<int> numbers;
    for (const auto &report : reports)
        numbers.append(report.number);
    return numbers;
}
