#pragma once

#include <QByteArray>
#include <cstdint>
#include <sys/stat.h>

namespace ca {

/// Why a walk could not look at something.
enum class WalkProblem : std::uint8_t {
    None,
    Unreadable, ///< `errorNumber` says why
    TooDeep,    ///< a folder at the walk's depth limit: what is in it was not visited
    TooMany,    ///< a folder with more names than the walk takes: what is in it was not visited
    OtherMount, ///< another file system is mounted there
};

/// One thing that a walk came across; valid during the visit.
struct WalkEntry
{
    /// Relative to where the walk began; raw bytes as the file system has them. May be longer than PATH_MAX.
    const QByteArray &path;
    /// The path's last part, for the …at() calls with dirFd.
    const char *name;
    /// The open folder that holds it; owned by the walk.
    int dirFd;
    /// Of the entry itself, never of what a link points at; zeros when it could not be had.
    const struct stat &info;
    WalkProblem problem = WalkProblem::None;
    int errorNumber = 0;

    [[nodiscard]] bool isFolder() const { return S_ISDIR(info.st_mode); }
    [[nodiscard]] bool isFile() const { return S_ISREG(info.st_mode); }
    [[nodiscard]] bool isLink() const { return S_ISLNK(info.st_mode); }
};

/// What a visitor wants next.
enum class WalkStep : std::uint8_t {
    Continue,
    SkipFolder, ///< not into this folder
    Stop,       ///< the walk ends here
};

} // namespace ca
