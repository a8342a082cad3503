#pragma once

#include <QtTypes>

namespace ca {

/// What one job may use. The defaults are the product's; a job may ask for others.
struct Limits
{
    double cpus = 2.0;
    int memoryMb = 2048;
    int pids = 512;
    int diskMb = 10'240;
    int logMb = 256;
    int wallTimeSeconds = 3600;
    int steps = 50;
    int stepTimeoutSeconds = 600;
    /// Calls of an AI provider, and tokens of questions and answers together.
    int calls = 100;
    qint64 tokens = 5'000'000;

    [[nodiscard]] qint64 memoryBytes() const { return qint64{memoryMb} << 20; }
    [[nodiscard]] qint64 diskBytes() const { return qint64{diskMb} << 20; }
    [[nodiscard]] qint64 logBytes() const { return qint64{logMb} << 20; }

    bool operator==(const Limits &) const = default;
};

} // namespace ca
