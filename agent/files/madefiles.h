#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <vector>

namespace ca::agent {

/// The regular files that were made or changed since some moment.
struct MadeFiles
{
    struct File
    {
        /// Relative to the folder; any bytes.
        std::string name;
        std::uint64_t bytes = 0;
    };

    /// Sorted by name.
    std::vector<File> files;
    /// There are more: the search is bounded, since a job can leave any number of files at any depth.
    bool isCut = false;

    /// The moment that `since` of a later list() means. Taken from the clock that stamps files; a file of the last few
    /// milliseconds may count as made after it.
    static timespec now();
    /// Looks into everything below the open folder but links, and folders that packages and tools fill themselves.
    static MadeFiles list(int folder, timespec since);
};

} // namespace ca::agent
