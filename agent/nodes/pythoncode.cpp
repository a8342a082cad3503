#include "pythoncode.h"

#include <cstdlib>

#include "workspace.h"

namespace ca::agent {

Command PythonCode::commandFor(const Source &source) const
{
    std::string modulePath = parts().workspace.path();
    if (const char *inherited = std::getenv("PYTHONPATH"); inherited && *inherited)
        modulePath += std::string(":") + inherited;
    return {.arguments = {"python3", source.path},
            .environment = {{"PYTHONPATH", modulePath}, {"PYTHONUNBUFFERED", "1"}}};
}

} // namespace ca::agent
