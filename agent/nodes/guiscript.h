#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace ca::agent {

/// One line of a script for the desktop.
struct GuiLine
{
    /// From 1.
    int number = 0;
    /// Split at blanks, quotes taken away; never empty.
    std::vector<std::string> words = {};

    /// As it may be shown.
    [[nodiscard]] std::string text() const;
};

/// Reads a script for the desktop: one command a line, words in single or double quotes where they hold blanks, a
/// backslash before a character that is to stand for itself (not in single quotes). Empty lines and those that begin
/// with # are left out. The error is the end of a sentence that begins with the step's name.
std::expected<std::vector<GuiLine>, std::string> readGuiScript(std::string_view script);

} // namespace ca::agent
