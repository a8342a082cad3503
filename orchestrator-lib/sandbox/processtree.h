#pragma once

#include <sys/types.h>
#include <vector>

namespace ca {

/// The process and all its descendants, as the kernel lists them now. In a pid namespace every orphan is handed to the
/// first process, so the tree below that one is complete; processes that start meanwhile may be missing. Empty when the
/// process is gone. Callable from any thread.
std::vector<pid_t> processTree(pid_t root);

/// Whether this kernel lists children at all (CONFIG_PROC_CHILDREN).
bool processTreeAvailable();

} // namespace ca
