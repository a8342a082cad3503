#include "runbook.h"

#include "runbookfence.h"
#include "runbookinfo.h"
#include "runbooklines.h"
#include "runbookreader.h"

namespace ca::protocol {

bool isRunbook(std::string_view prompt)
{
    RunbookLines lines(prompt);
    std::optional<RunbookFence> open;
    for (std::string_view line; lines.next(line);) {
        if (open) {
            if (open->isClosedBy(line))
                open.reset();
            continue;
        }
        if (!RunbookLines::commandOf(line).empty())
            return true;
        open = RunbookFence::read(line);
        if (!open)
            continue;
        // Only a block that is meant to run can have a mistake.
        if (const auto info = RunbookInfo::read(open->info); !info || info->isStep())
            return true;
    }
    return false;
}

std::expected<Plan, std::string> parseRunbook(std::string_view prompt)
{
    return RunbookReader(prompt).read();
}

} // namespace ca::protocol
