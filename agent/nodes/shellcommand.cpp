#include "shellcommand.h"

namespace ca::agent {

Command ShellCommand::commandFor(const Source &source) const
{
    return {.arguments = {"bash", "-e", source.path}, .environment = {}};
}

} // namespace ca::agent
