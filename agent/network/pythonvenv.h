#pragma once

#include <optional>
#include <string>

namespace ca::agent {

/// A virtual environment for Python, as `python3 -m venv --system-site-packages` makes one, which would take a third of
/// a second: a few folders and links (PEP 405). Debian's pip installs only into one (PEP 668). pip itself is put in
/// when it is first used, from the wheel that Debian's python3-venv has, unless the system's own Python brings it
/// along.
class PythonVenv
{
public:
    /// Makes it, or takes the one that is there. Not set when there is no python3 on PATH, or it cannot be made: Python
    /// then works as the system has it. Returns the folder.
    static std::optional<std::string> make(const std::string &folder);
};

} // namespace ca::agent
