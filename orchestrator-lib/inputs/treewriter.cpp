#include "treewriter.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "archivenames.h"
#include "entrypath.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
constexpr int folderFlags = O_PATH | O_DIRECTORY;
constexpr mode_t folderMode = 0755;

QByteArray parentPath(const QByteArray &path)
{
    return path.first(std::max<qsizetype>(path.lastIndexOf('/'), 0));
}

QByteArray lastName(const QByteArray &path)
{
    return path.sliced(path.lastIndexOf('/') + 1);
}

std::unexpected<Error> cannotMake(const QByteArray &path, int errorNumber)
{
    if (errorNumber == ELOOP || errorNumber == ENOTDIR || errorNumber == EISDIR || errorNumber == EEXIST ||
        errorNumber == ENOTEMPTY) {
        return failure(
            ErrorCode::InvalidArgument,
            u"its entry \"%1\" is in the way of another one, or leads through a link"_s.arg(shownName(path)));
    }
    return failure(ioError(u"cannot make \"%1\""_s.arg(shownName(path)), errorNumber));
}

/// Takes away what is there, unless it is a folder.
bool clearPlace(int dirFd, const QByteArray &name)
{
    return ::unlinkat(dirFd, name.constData(), 0) == 0 || errno == ENOENT;
}
} // namespace

void TreeWriter::noteTop(const QByteArray &path)
{
    constexpr qsizetype mostNames = 100;
    const QByteArray top = path.first(std::max<qsizetype>(path.indexOf('/'), 0));
    const QByteArray &name = top.isEmpty() ? path : top;
    if (m_topNames.size() == mostNames || m_knownTops.contains(name))
        return;
    m_knownTops.insert(name);
    m_topNames.append(name);
}

Result<void> TreeWriter::give(int dirFd, const QByteArray &name) const
{
    if (!m_owner || ::fchownat(dirFd, name.constData(), m_owner->user, m_owner->group, AT_SYMLINK_NOFOLLOW) == 0)
        return {};
    return failure(ioError(u"cannot give \"%1\" to the user that jobs run as"_s.arg(shownName(name)), errno));
}

Result<UniqueFd> TreeWriter::openFolder(const QByteArray &path)
{
    UniqueFd fd = openBeneath(m_root.fd(), path.isEmpty() ? "." : path.constData(), folderFlags);
    if (fd.isValid())
        return fd;
    if (errno != ENOENT)
        return cannotMake(path, errno);
    return makeFolders(path);
}

Result<UniqueFd> TreeWriter::makeFolders(const QByteArray &path)
{
    UniqueFd folder = openBeneath(m_root.fd(), ".", folderFlags);
    for (const QByteArray &name : path.split('/')) {
        const bool isMade = ::mkdirat(folder.get(), name.constData(), folderMode) == 0;
        if (!isMade && errno != EEXIST)
            return cannotMake(path, errno);
        if (isMade) {
            if (auto given = give(folder.get(), name); !given)
                return failure(given.error());
        }
        UniqueFd next = openBeneath(folder.get(), name.constData(), folderFlags);
        if (!next.isValid())
            return cannotMake(path, errno);
        folder = std::move(next);
    }
    return folder;
}

Result<int> TreeWriter::parentOf(const QByteArray &path)
{
    noteTop(path);
    const QByteArray parent = parentPath(path);
    if (!m_parent.isValid() || parent != m_parentPath) {
        auto opened = openFolder(parent);
        if (!opened)
            return failure(opened.error());
        m_parent = std::move(*opened);
        m_parentPath = parent;
    }
    return m_parent.get();
}

Result<void> TreeWriter::makeFolder(const QByteArray &path)
{
    if (path.isEmpty())
        return {};
    noteTop(path);
    auto made = openFolder(path);
    return made ? Result<void>() : failure(made.error());
}

Result<UniqueFd> TreeWriter::createFile(const QByteArray &path, mode_t permissions)
{
    const auto parent = parentOf(path);
    if (!parent)
        return failure(parent.error());
    const QByteArray name = lastName(path);
    const mode_t mode = (permissions & 0755U) | 0600U;
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    UniqueFd file(::openat(*parent, name.constData(), flags, mode));
    if (!file.isValid() && errno == EEXIST && clearPlace(*parent, name))
        file.reset(::openat(*parent, name.constData(), flags, mode));
    if (!file.isValid())
        return cannotMake(path, errno);
    if (auto given = give(*parent, name); !given)
        return failure(given.error());
    return file;
}

Result<void> TreeWriter::makeHardLink(const QByteArray &path, const QByteArray &target)
{
    const UniqueFd file = openRegularBeneath(m_root.fd(), target.constData());
    if (!file.isValid()) {
        return failure(ErrorCode::InvalidArgument,
                       u"its entry \"%1\" is another name for \"%2\", which is no file of it"_s.arg(shownName(path),
                                                                                                    shownName(target)));
    }
    if (path == target)
        return {};
    const auto parent = parentOf(path);
    if (!parent)
        return failure(parent.error());
    const QByteArray name = lastName(path);
    // By the open file: its name might lead elsewhere by now.
    const QByteArray source = "/proc/self/fd/" + QByteArray::number(file.get());
    if (!clearPlace(*parent, name) ||
        ::linkat(AT_FDCWD, source.constData(), *parent, name.constData(), AT_SYMLINK_FOLLOW) != 0)
        return cannotMake(path, errno);
    return {};
}

Result<void> TreeWriter::addLink(const QByteArray &path, const QByteArray &target, qsizetype mostUp)
{
    if (!isLinkContained(target, mostUp)) {
        return failure(ErrorCode::InvalidArgument,
                       u"its entry \"%1\" is a link that leads out of the folder (\"%2\")"_s.arg(shownName(path),
                                                                                                 shownName(target)));
    }
    m_links.push_back({.path = path, .target = target});
    return {};
}

Result<void> TreeWriter::makeLink(const Link &link)
{
    const auto parent = parentOf(link.path);
    if (!parent)
        return failure(parent.error());
    const QByteArray name = lastName(link.path);
    if (!clearPlace(*parent, name) || ::symlinkat(link.target.constData(), *parent, name.constData()) != 0)
        return cannotMake(link.path, errno);
    return give(*parent, name);
}

Result<void> TreeWriter::finish()
{
    for (const Link &link : m_links) {
        if (auto made = makeLink(link); !made)
            return made;
    }
    m_links.clear();
    return {};
}

} // namespace ca
