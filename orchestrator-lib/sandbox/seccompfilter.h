#pragma once

#include <QByteArray>

#include "result.h"
#include "seccomprules.h"

namespace ca {

/// Compiles the filter for this machine's architecture into the BPF program that `bwrap --seccomp` loads. Everything is
/// allowed but seccompRules(); other architectures' calls kill the process. Errors: SandboxUnsafe.
Result<QByteArray> compileSeccompFilter(const SeccompOptions &options);

} // namespace ca
