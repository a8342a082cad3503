#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "action.h"
#include "runbooklines.h"

namespace ca::protocol {

struct RunbookFence;
struct RunbookInfo;

/// Reads one runbook into a plan; used once. The prompt must outlive it.
class RunbookReader
{
public:
    explicit RunbookReader(std::string_view prompt);

    std::expected<Plan, std::string> read();

private:
    std::expected<void, std::string> readBlock(const RunbookFence &fence);
    void addBlock(RunbookInfo info, std::string content);
    void addCommand(std::string_view command);
    [[nodiscard]] std::string describe(const RunbookInfo &info, std::string_view content) const;

    RunbookLines m_lines;
    Plan m_plan;
    /// The last line of prose since the step before, which is taken as the next block's description.
    std::string_view m_text;
};

} // namespace ca::protocol
