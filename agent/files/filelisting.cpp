#include "filelisting.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text.h"

namespace ca::agent {

namespace {

/// In quotes that it cannot close: a name may be made to be read as something else.
std::string quoted(const std::string &name)
{
    constexpr std::size_t maxNameCharacters = 200;
    std::string line = protocol::cutToLine(name, maxNameCharacters);
    std::ranges::replace(line, '"', '\'');
    return '"' + line + '"';
}

} // namespace

std::string fileListing(const MadeFiles &files, std::size_t maxFiles)
{
    constexpr std::array<std::string_view, 3> own{"context.txt", "result.json", "SUMMARY.md"};
    std::string text;
    std::size_t count = 0;
    bool isCut = files.isCut;
    for (const auto &file : files.files) {
        if (std::ranges::contains(own, std::string_view(file.name)))
            continue;
        isCut = isCut || count == maxFiles;
        if (count == maxFiles)
            break;
        text += (count == 0 ? "" : ", ") + quoted(file.name) + " (" + std::to_string(file.bytes) + " bytes)";
        count += 1;
    }
    if (count == 0)
        return isCut ? "too many to list" : "none";
    return text + (isCut ? " and more" : "");
}

} // namespace ca::agent
