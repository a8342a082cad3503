#pragma once

#include "benchserver.h"
#include "measure.h"

namespace ca::bench {

/// How long GET /status/{id} takes (95 of 100 calls) while jobs do their worst.
class BusyLatency : public Measure
{
public:
    struct Trouble
    {
        /// "while packing 300 MB"
        QString name;
        QString prompt;
        QJsonObject options = {};
        /// The status field and value from which on it is measured.
        QString field = QStringLiteral("phase");
        QString value = QStringLiteral("working");
        /// One after the other: a limit ends some troubles soon.
        int jobs = 1;
    };

    explicit BusyLatency(Trouble trouble)
        : m_trouble(std::move(trouble))
    {
    }

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;

    static Trouble packing();
    static Trouble forkBomb();
    static Trouble memoryHog();
    static Trouble logFlood();

private:
    Trouble m_trouble;
};

} // namespace ca::bench
