#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "beneathdir.h"
#include "walkentry.h"

namespace ca {

struct WalkOptions
{
    /// How many folders deep it goes; also how many descriptors it holds at most.
    int maxDepth = 200;
    /// How many names one folder may have; they are held in memory while the walk is in it.
    std::size_t maxNames = 1'000'000;
};

/// Visits everything beneath a folder, a folder before its contents, names in byte order, so that the order is the same
/// every time. Iterative and by descriptor: neither deep folders nor long paths nor links nor mounts lead it astray,
/// and what it does not look at it reports. Any thread; blocks.
class FolderWalk
{
public:
    using Visitor = std::function<WalkStep(const WalkEntry &)>;

    explicit FolderWalk(WalkOptions options = {});
    ~FolderWalk();
    FolderWalk(const FolderWalk &) = delete;
    FolderWalk &operator=(const FolderWalk &) = delete;

    /// A folder that cannot be entered is visited a second time, with the problem. False when the visitor stopped it.
    /// Errors: Io (the folder itself cannot be read).
    Result<bool> run(const BeneathDir &root, const Visitor &visit);

private:
    struct Level;

    WalkStep visitNext(const Visitor &visit);
    WalkStep enter(const Visitor &visit, const WalkEntry &folder);

    WalkOptions m_options;
    QByteArray m_path;
    std::vector<Level> m_levels;
};

} // namespace ca
