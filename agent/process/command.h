#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace ca::agent {

/// What a step runs: a program and its arguments, found on PATH.
struct Command
{
    std::vector<std::string> arguments;
    /// Set on top of the agent's own environment.
    std::vector<std::pair<std::string, std::string>> environment;
    std::chrono::seconds timeout{0};
};

} // namespace ca::agent
