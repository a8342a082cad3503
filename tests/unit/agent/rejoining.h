#pragma once

#include <QList>

#include <string>

#include "agentharness.h"

/// Says "two" and runs until allow() was called.
inline constexpr const char *waitingCommand = "echo two; until test -e go; do sleep 0.01; done";

/// An agent whose orchestrator dies while the job runs, and the next one.
class RejoiningAgent : public AgentHarness
{
    Q_OBJECT

public:
    /// `rejoinSeconds`: for so long the agent waits for the next one.
    explicit RejoiningAgent(std::string prompt = {}, int rejoinSeconds = 120);

    /// start(), until a step has said "two".
    bool startUntilTwo();
    bool allow() const;

    /// The next one knows only this of what the agent has reported, and says so.
    void forgetAllBut(const ca::protocol::RejoinAnswer &known);
    /// closeLink() and forgetAllBut().
    void loseOrchestrator(const ca::protocol::RejoinAnswer &known = {.lastStep = 1});

    /// All of the result that there is; empty without one.
    [[nodiscard]] std::string resultText() const;
    /// waitForExit(); the result's status, empty without one.
    std::string statusAtEnd();

    [[nodiscard]] QList<int> startedNumbers() const { return numbersOf(started); }
    [[nodiscard]] QList<int> finishedNumbers() const { return numbersOf(finished); }

private:
    template <typename Report>
    static QList<int> numbersOf(const QList<Report> &reports)
    {
        QList<int> numbers;
        for (const auto &report : reports)
            numbers.append(report.number);
        return numbers;
    }
};
