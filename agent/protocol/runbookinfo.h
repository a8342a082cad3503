#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace ca::protocol {

/// What a fenced block's info string says: `LANG file=NAME continue timeout=SECONDS`.
struct RunbookInfo
{
    enum class Language : std::uint8_t { Other, Shell, Python, TypeScript, Gui };

    Language language = Language::Other;
    /// Inside the workspace: relative and free of "..".
    std::string file;
    bool keepGoing = false;
    std::optional<int> timeoutSeconds;

    /// False for a block that is only text.
    [[nodiscard]] bool isStep() const { return language != Language::Other || !file.empty(); }

    /// The error is what is wrong, without the line's number. A block that is only text has no errors.
    static std::expected<RunbookInfo, std::string> read(std::string_view info);
};

} // namespace ca::protocol
