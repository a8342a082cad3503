#include "limitfield.h"

#include <array>
#include <limits>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr std::array fields{
    LimitField{"cpus"_L1, &Limits::cpus, 0.01, 1024, "N"_L1,
               "Processors that a job may use; a fraction is possible."_L1},
    LimitField{"memory_mb"_L1, &Limits::memoryMb, 32, 16'777'216, "MB"_L1, "Memory of a job."_L1},
    LimitField{"pids"_L1, &Limits::pids, 16, 4'000'000, "N"_L1,
               "Processes and threads that a job may have at once."_L1},
    LimitField{"disk_mb"_L1, &Limits::diskMb, 1, 1'073'741'824, "MB"_L1, "Disk space of a job's files."_L1},
    LimitField{"log_mb"_L1, &Limits::logMb, 1, 1'048'576, "MB"_L1,
               "Output of a job that is kept; the rest is dropped and the job goes on."_L1},
    LimitField{"wall_time"_L1, &Limits::wallTimeSeconds, 1, 2'000'000, "SECONDS"_L1, "Time that a job may take."_L1},
    LimitField{"steps"_L1, &Limits::steps, 1, 100'000, "N"_L1, "Steps that a job may take."_L1},
    LimitField{"step_timeout"_L1, &Limits::stepTimeoutSeconds, 1, 2'000'000, "SECONDS"_L1,
               "Time that a step of a job may take."_L1},
    LimitField{"calls"_L1, &Limits::calls, 1, 1'000'000, "N"_L1, "Calls of AI providers that a job may make."_L1},
    LimitField{"tokens"_L1, &Limits::tokens, 1, 100'000'000'000, "N"_L1,
               "Tokens that a job may use, of questions and answers together."_L1},
};
} // namespace

double LimitField::value(const Limits &limits) const
{
    return std::visit([&limits](auto place) { return static_cast<double>(limits.*place); }, member);
}

void LimitField::set(Limits &limits, double value) const
{
    std::visit(
        [&limits, value](auto place) {
            using Number = std::remove_reference_t<decltype(limits.*place)>;
            constexpr double exact = 9'007'199'254'740'992; // 2^53: JSON's numbers are whole up to it
            const double end = std::min(static_cast<double>(std::numeric_limits<Number>::max()), exact);
            limits.*place = static_cast<Number>(std::is_same_v<Number, double> ? value : std::clamp(value, -end, end));
        },
        member);
}

std::span<const LimitField> limitFields()
{
    return fields;
}

} // namespace ca
