#pragma once

#include <QByteArray>

#include "result.h"
#include "uniquefd.h"

namespace ca {

/// An anonymous file that holds `content`, positioned at its start, for a child to read through the descriptor. It is
/// closed on exec unless the child says otherwise. Errors: Io.
Result<UniqueFd> makeMemoryFile(const char *name, const QByteArray &content);

} // namespace ca
