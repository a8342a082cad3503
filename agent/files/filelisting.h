#pragma once

#include <cstddef>
#include <string>

#include "madefiles.h"

namespace ca::agent {

/// `"a.txt" (12 bytes), "b/c.py" (345 bytes) and more`; `none`. At most `maxFiles`, without the files that the agent
/// itself keeps in the workspace; each name on one line, whatever it holds.
std::string fileListing(const MadeFiles &files, std::size_t maxFiles);

} // namespace ca::agent
