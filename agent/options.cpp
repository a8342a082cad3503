#include "options.h"

#include <string_view>

namespace ca::agent {

std::expected<Options, std::string> Options::parse(std::span<char *const> arguments)
{
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        const bool isSocket = argument == "--socket";
        if (isSocket || argument == "--workspace") {
            if (++i == arguments.size())
                return std::unexpected(std::string(argument) + " needs a path after it.");
            (isSocket ? options.socketPath : options.workspacePath) = arguments[i];
        } else if (argument == "--version") {
            options.showVersion = true;
        } else if (argument == "--help") {
            options.showHelp = true;
        } else {
            return std::unexpected("Unknown option '" + std::string(argument) + "'; see --help.");
        }
    }
    return options;
}

std::string Options::help()
{
    return "containerized-agent-runner [--socket PATH] [--workspace DIR]\n"
           "Runs one job inside a sandbox, as the orchestrator at the socket says.\n"
           "  --socket PATH    default: /run/agent/orchestrator.sock\n"
           "  --workspace DIR  default: /workspace\n"
           "  --version, --help\n";
}

} // namespace ca::agent
