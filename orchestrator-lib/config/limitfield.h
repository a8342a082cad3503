#pragma once

#include <QLatin1StringView>
#include <span>
#include <variant>

#include "joblimits.h"

namespace ca {

/// One of a job's limits: its name, what fits, and where Limits keeps it. Requests, settings and their texts all come
/// from the one table of these.
struct LimitField
{
    /// As in REST's `limits`: "memory_mb".
    QLatin1StringView name;
    std::variant<double Limits::*, int Limits::*, qint64 Limits::*> member;
    double least;
    double most;
    /// What stands for the value in help: "SECONDS".
    QLatin1StringView unit;
    /// A sentence about a job.
    QLatin1StringView meaning;

    [[nodiscard]] bool isWhole() const { return !std::holds_alternative<double Limits::*>(member); }
    [[nodiscard]] double value(const Limits &limits) const;
    /// What is beyond the member's range becomes its end; a fraction is cut off where the limit is whole.
    void set(Limits &limits, double value) const;
};

/// All limits, in the order in which they are shown.
std::span<const LimitField> limitFields();

} // namespace ca
