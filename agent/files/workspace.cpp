#include "workspace.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace ca::agent {

namespace {

constexpr int openFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

std::unexpected<std::string> failed(const std::string &what, std::string_view name, int error)
{
    std::string reason = ::strerror(error);
    if (error == ELOOP || error == ENOTDIR)
        reason = "a link or a file is in the way, and links are not followed; remove it or use another name";
    else if (error == ENOSPC || error == EDQUOT)
        reason = "the disk is full; write less, or raise the limit disk_mb";
    return std::unexpected(what + " '" + std::string(name) + "': " + reason);
}

bool isInside(std::string_view name)
{
    return !name.empty() && name.front() != '/' && !name.contains('\0');
}

bool writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Makes the folder `part` below `parent`, unless it is there, and opens it without following a link.
Fd enterFolder(int parent, const std::string &part)
{
    if (part == "..") {
        errno = EXDEV;
        return {};
    }
    if (::mkdirat(parent, part.c_str(), 0755) != 0 && errno != EEXIST)
        return {};
    return Fd(::openat(parent, part.c_str(), openFolderFlags));
}

/// A file of a name that nobody has, in `folder`; the name is left in `name`.
Fd createUnnamed(int folder, std::string &name)
{
    constexpr int attempts = 100;
    const std::string base = name;
    for (int i = 0; i < attempts; ++i) {
        name = "." + base + "." + std::to_string(i) + ".new";
        Fd file(::openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
        if (file.isValid() || errno != EEXIST)
            return file;
    }
    return {};
}

} // namespace

Workspace::Workspace(std::string path, Fd folder)
    : m_path(std::move(path))
    , m_folder(std::move(folder))
{
}

std::expected<Workspace, std::string> Workspace::open(const std::string &path)
{
    // Absolute, since steps get paths made from it.
    // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): realpath(3) allocates like that
    const std::unique_ptr<char, decltype([](char *text) { std::free(text); })> real(::realpath(path.c_str(), nullptr));
    Fd folder(real ? ::open(real.get(), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1);
    if (!folder.isValid())
        return failed("the workspace cannot be opened at", path, errno);
    return Workspace(real.get(), std::move(folder));
}

// Part by part with O_NOFOLLOW instead of one openat2(): as safe, since ".." is refused, and it also works where a
// container runtime does not offer that call.
std::expected<Fd, std::string> Workspace::openFolder(std::string_view name) const
{
    Fd folder(::openat(fd(), ".", openFolderFlags));
    for (std::size_t start = 0; folder.isValid() && start < name.size();) {
        const auto end = std::min(name.find('/', start), name.size());
        if (const std::string part(name.substr(start, end - start)); !part.empty() && part != ".")
            folder = enterFolder(folder.get(), part);
        start = end + 1;
    }
    if (!folder.isValid())
        return failed("cannot use the folder", name, errno);
    return folder;
}

Workspace::Outcome Workspace::write(const std::string &name, std::string_view text, Mode mode) const
{
    if (!isInside(name))
        return failed("cannot write", name, EXDEV);
    const auto slash = name.rfind('/');
    const auto folder =
        openFolder(slash == std::string::npos ? std::string_view() : std::string_view(name).substr(0, slash));
    if (!folder)
        return std::unexpected(folder.error());
    const std::string base = slash == std::string::npos ? name : name.substr(slash + 1);
    // Non-blocking, since a fifo of that name would make open() wait for a reader.
    const int flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (mode == Mode::Append ? O_APPEND : 0);
    const Fd file(::openat(folder->get(), base.c_str(), flags, text.starts_with("#!") ? 0755 : 0644));
    struct stat status{};
    if (!file.isValid() || ::fstat(file.get(), &status) != 0)
        return failed("cannot write", name, errno);
    if (!S_ISREG(status.st_mode))
        return failed("cannot write", name, ENOTDIR);
    if (mode == Mode::Replace && ::ftruncate(file.get(), 0) != 0)
        return failed("cannot write", name, errno);
    return writeAll(file.get(), text) ? Outcome() : failed("cannot write", name, errno);
}

Workspace::Outcome Workspace::createDirectory(const std::string &name) const
{
    if (!isInside(name))
        return failed("cannot make the folder", name, EXDEV);
    return openFolder(name).transform([](const Fd &) {});
}

Workspace::Outcome Workspace::replace(const std::string &name, std::string_view text) const
{
    std::string temporary = name;
    const Fd file = createUnnamed(fd(), temporary);
    if (!file.isValid())
        return failed("cannot write", name, errno);
    bool isDone = writeAll(file.get(), text);
    if (isDone && ::renameat(fd(), temporary.c_str(), fd(), name.c_str()) != 0) {
        isDone = errno == EISDIR && ::unlinkat(fd(), name.c_str(), AT_REMOVEDIR) == 0 &&
                 ::renameat(fd(), temporary.c_str(), fd(), name.c_str()) == 0;
    }
    if (isDone)
        return {};
    const int error = errno;
    ::unlinkat(fd(), temporary.c_str(), 0);
    return failed("cannot write", name, error);
}

} // namespace ca::agent
