#pragma once

#include <expected>
#include <span>
#include <string>

namespace ca::agent {

/// The agent's command line.
struct Options
{
    std::string socketPath = "/run/agent/orchestrator.sock";
    std::string workspacePath = "/workspace";
    bool showVersion = false;
    bool showHelp = false;

    /// Without the program's own name. The error is a sentence.
    static std::expected<Options, std::string> parse(std::span<char *const> arguments);
    static std::string help();
};

} // namespace ca::agent
