#pragma once

#include "beneathdir.h"
#include "fileentry.h"

namespace ca {

/// Lists an open folder that may be hostile: `most` entries, whatever else is in it. Any thread; blocks. Errors: Io,
/// NoSpace.
Result<FolderListing> listFolder(const BeneathDir &dir, qsizetype most);

} // namespace ca
