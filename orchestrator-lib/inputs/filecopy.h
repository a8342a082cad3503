#pragma once

#include <functional>
#include <stop_token>

#include "treewriter.h"
#include "unpackbudget.h"

namespace ca {

/// Copies a file of ours into a tree; where the file system can share the blocks, it does. `progress` gets the bytes
/// that are done. Blocks. Errors: NotFound, TooLarge, Cancelled, NoSpace, Io.
[[nodiscard]] Result<void> copyInto(TreeWriter &tree, UnpackBudget &budget, const QString &source,
                                    const QByteArray &path, const std::stop_token &stop,
                                    const std::function<void(qint64)> &progress);

} // namespace ca
