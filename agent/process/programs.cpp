#include "programs.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace ca::agent::programs {

std::string find(const std::string &name)
{
    const char *path = std::getenv("PATH");
    std::string_view rest = path ? path : "/usr/local/bin:/usr/bin:/bin";
    while (!rest.empty()) {
        const auto end = std::min(rest.find(':'), rest.size());
        std::string program(rest.substr(0, end));
        program += '/' + name;
        if (end > 0 && ::access(program.c_str(), X_OK) == 0)
            return program;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

std::expected<std::string, std::string> require(std::initializer_list<const char *> names, const std::string &package)
{
    for (const char *name : names) {
        if (auto program = find(name); !program.empty())
            return program;
    }
    return std::unexpected(std::string("the program ") + *names.begin() +
                           " is not in the sandbox; install the package " + package + ", or use an image that has it");
}

} // namespace ca::agent::programs
