#pragma once

#include <dirent.h>
#include <memory>

namespace ca {

struct CloseDir
{
    void operator()(DIR *dir) const { ::closedir(dir); }
};

/// An open folder that is being read; closed with its owner.
using DirStream = std::unique_ptr<DIR, CloseDir>;

} // namespace ca
