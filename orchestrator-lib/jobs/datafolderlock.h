#pragma once

#include <QString>

#include "result.h"
#include "uniquefd.h"

namespace ca {

/// Holds a data folder for this process: one folder has one owner. The kernel lets go of it however the process ends.
class DataFolderLock
{
public:
    /// Takes `owner.lock` in the folder. Errors: Conflict (the sentence says who holds it), Io.
    static Result<DataFolderLock> take(const QString &dataDir, const QString &ownerName);

private:
    explicit DataFolderLock(UniqueFd fd)
        : m_fd(std::move(fd))
    {
    }
    UniqueFd m_fd;
};

} // namespace ca
