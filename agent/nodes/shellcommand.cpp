#include "shellcommand.h"

#include "programs.h"

namespace ca::agent {

Command ShellCommand::commandFor(const Source &source) const
{
    const bool hasBash = !programs::find("bash").empty();
    return {.arguments = {hasBash ? "bash" : "sh", "-e", source.path}, .environment = {}};
}

} // namespace ca::agent
