#include "limitfield.h"

#include <array>

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
};
} // namespace

double LimitField::value(const Limits &limits) const
{
    return std::visit([&limits](auto place) { return static_cast<double>(limits.*place); }, member);
}

void LimitField::set(Limits &limits, double value) const
{
    if (const auto *whole = std::get_if<int Limits::*>(&member))
        limits.*(*whole) = static_cast<int>(value);
    else
        limits.*std::get<double Limits::*>(member) = value;
}

std::span<const LimitField> limitFields()
{
    return fields;
}

} // namespace ca
