#include "jobrequestcheck.h"

#include <array>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

struct Range
{
    QLatin1StringView field;
    double value;
    double least;
    double most;
};

Result<void> misfit(const QString &field, const QString &sentence)
{
    return failure(ErrorCode::InvalidArgument, sentence, field);
}

Result<void> checkRanges(const JobRequest &request)
{
    const Limits &limits = request.limits;
    const std::array ranges{
        Range{"priority"_L1, double(request.priority), -100, 100},
        Range{"limits.cpus"_L1, limits.cpus, 0.01, 1024},
        Range{"limits.memory_mb"_L1, double(limits.memoryMb), 32, 16'777'216},
        Range{"limits.pids"_L1, double(limits.pids), 16, 4'000'000},
        Range{"limits.disk_mb"_L1, double(limits.diskMb), 1, 1'073'741'824},
        Range{"limits.log_mb"_L1, double(limits.logMb), 1, 1'048'576},
        Range{"limits.wall_time"_L1, double(limits.wallTimeSeconds), 1, 2'000'000},
        Range{"limits.steps"_L1, double(limits.steps), 1, 100'000},
        Range{"limits.step_timeout"_L1, double(limits.stepTimeoutSeconds), 1, 2'000'000},
    };
    for (const Range &range : ranges) {
        if (!(range.value >= range.least && range.value <= range.most)) {
            return misfit(range.field, u"%1 is %2, but must be from %3 to %4"_s.arg(range.field)
                                           .arg(range.value)
                                           .arg(range.least, 0, 'g', 12)
                                           .arg(range.most, 0, 'g', 12));
        }
    }
    return {};
}

Result<void> checkExcludes(const QStringList &names)
{
    for (const QString &name : names) {
        if (name.isEmpty() || name.contains(u'/') || name == "."_L1 || name == ".."_L1) {
            return misfit(u"exclude"_s,
                          u"exclude holds \"%1\", but takes names of folders, without a slash"_s.arg(name));
        }
    }
    return {};
}
} // namespace

Result<void> checkRequest(const JobRequest &request)
{
    if (request.prompt.trimmed().isEmpty())
        return misfit(u"prompt"_s, u"the prompt is empty: say what is to be done"_s);
    if (request.prompt.toUtf8().size() > maxPromptBytes)
        return misfit(u"prompt"_s, u"the prompt is longer than 1 MiB"_s);
    if (request.provider != "auto"_L1 && request.provider != "runbook"_L1) {
        return misfit(u"provider"_s,
                      u"there is no provider \"%1\": use \"auto\" or \"runbook\""_s.arg(request.provider));
    }
    if (request.engine != "auto"_L1 && request.engine != "bubblewrap"_L1) {
        return misfit(u"engine"_s, u"there is no engine \"%1\": use \"auto\" or \"bubblewrap\""_s.arg(request.engine));
    }
    if (auto fits = checkRanges(request); !fits)
        return fits;
    return checkExcludes(request.exclude.value_or(QStringList()));
}

} // namespace ca
