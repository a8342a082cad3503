#include "folderwalk.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string>
#include <string_view>

#include "dirstream.h"

namespace ca {

namespace {
bool isDots(std::string_view name)
{
    return name == "." || name == "..";
}

/// The names in a folder, sorted; its read position ends up at the end. On failure an errno; E2BIG: too many.
int readNames(int fd, std::size_t most, std::vector<std::string> &names)
{
    UniqueFd own(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
    const DirStream dir(own.isValid() ? ::fdopendir(own.get()) : nullptr);
    if (!dir)
        return errno;
    static_cast<void>(own.release());
    ::rewinddir(dir.get());
    for (;;) {
        errno = 0;
        const dirent *entry = ::readdir(dir.get());
        if (!entry && errno != 0)
            return errno;
        if (!entry)
            break;
        if (isDots(entry->d_name))
            continue;
        if (names.size() >= most)
            return E2BIG;
        names.emplace_back(entry->d_name);
    }
    std::ranges::sort(names);
    return 0;
}

WalkProblem problemOf(int errorNumber)
{
    if (errorNumber == EXDEV)
        return WalkProblem::OtherMount;
    return errorNumber == E2BIG ? WalkProblem::TooMany : WalkProblem::Unreadable;
}
} // namespace

/// One folder on the way down.
struct FolderWalk::Level
{
    UniqueFd owned; // empty for the first, which is the caller's
    int fd = -1;
    std::vector<std::string> names;
    std::size_t next = 0;
    qsizetype pathLength = 0;
};

FolderWalk::FolderWalk(WalkOptions options)
    : m_options(options)
{
}

FolderWalk::~FolderWalk() = default;

Result<bool> FolderWalk::run(const BeneathDir &root, const Visitor &visit)
{
    m_path.clear();
    m_levels.clear();
    Level first;
    first.fd = root.fd();
    if (const int error = readNames(first.fd, m_options.maxNames, first.names))
        return failure(ioError(QStringLiteral("cannot list the folder"), error));
    m_levels.push_back(std::move(first));
    while (!m_levels.empty()) {
        if (m_levels.back().next == m_levels.back().names.size())
            m_levels.pop_back();
        else if (visitNext(visit) == WalkStep::Stop)
            return false;
    }
    return true;
}

WalkStep FolderWalk::visitNext(const Visitor &visit)
{
    Level &level = m_levels.back();
    const std::string name = std::move(level.names[level.next++]);
    m_path.truncate(level.pathLength);
    if (level.pathLength > 0)
        m_path.append('/');
    m_path.append(name.data(), static_cast<qsizetype>(name.size()));

    struct stat info = {};
    WalkEntry entry{.path = m_path, .name = name.c_str(), .dirFd = level.fd, .info = info};
    if (::fstatat(level.fd, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
        entry.errorNumber = errno;
        entry.problem = WalkProblem::Unreadable;
    }
    const WalkStep step = visit(entry);
    if (step != WalkStep::Continue || !entry.isFolder())
        return step;
    return enter(visit, entry);
}

WalkStep FolderWalk::enter(const Visitor &visit, const WalkEntry &folder)
{
    WalkEntry refused = folder;
    if (std::cmp_greater_equal(m_levels.size(), m_options.maxDepth)) {
        refused.problem = WalkProblem::TooDeep;
        return visit(refused);
    }
    Level below;
    below.owned = openBeneath(folder.dirFd, folder.name, O_RDONLY | O_DIRECTORY, RESOLVE_NO_XDEV);
    below.fd = below.owned.get();
    below.pathLength = m_path.size();
    const int error = below.owned.isValid() ? readNames(below.fd, m_options.maxNames, below.names) : errno;
    if (error != 0) {
        refused.problem = problemOf(error);
        refused.errorNumber = error;
        return visit(refused);
    }
    m_levels.push_back(std::move(below));
    return WalkStep::Continue;
}

} // namespace ca
