#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QSet>
#include <optional>
#include <sys/stat.h>
#include <vector>

#include "beneathdir.h"
#include "placement.h"
#include "result.h"

namespace ca {

/// Makes files, folders and links beneath a folder, by names that somebody hostile chose: parents are opened without
/// following links, what is there already is replaced and never written through, and nothing gets setuid, setgid or
/// sticky. Paths are as entryPath() makes them. Symbolic links come into being in finish(), so that no later path leads
/// through one. One thread; blocks. Errors: InvalidArgument, NoSpace, Io.
class TreeWriter
{
public:
    TreeWriter(BeneathDir root, std::optional<FileOwner> owner)
        : m_root(std::move(root))
        , m_owner(owner)
    {
    }

    /// With its parents; one that is there stays.
    [[nodiscard]] Result<void> makeFolder(const QByteArray &path);
    /// Empty, open for writing; `permissions` as far as they are for reading, and running by everybody.
    [[nodiscard]] Result<UniqueFd> createFile(const QByteArray &path, mode_t permissions);
    /// A second name for a file that was made before.
    [[nodiscard]] Result<void> makeHardLink(const QByteArray &path, const QByteArray &target);
    /// `mostUp`: how many folders up its target may lead. Errors: also InvalidArgument when it leads further.
    [[nodiscard]] Result<void> addLink(const QByteArray &path, const QByteArray &target, qsizetype mostUp);
    [[nodiscard]] Result<void> finish();

    /// What was made at the top; the first 100 names.
    [[nodiscard]] const QByteArrayList &topNames() const { return m_topNames; }

private:
    struct Link
    {
        QByteArray path;
        QByteArray target;
    };
    /// The open folder that holds the path; made when missing.
    Result<int> parentOf(const QByteArray &path);
    Result<UniqueFd> openFolder(const QByteArray &path);
    Result<UniqueFd> makeFolders(const QByteArray &path);
    Result<void> give(int dirFd, const QByteArray &name) const;
    Result<void> makeLink(const Link &link);
    void noteTop(const QByteArray &path);

    BeneathDir m_root;
    std::optional<FileOwner> m_owner;
    /// The newest parent: archives have a folder's files in a row.
    QByteArray m_parentPath;
    UniqueFd m_parent;
    std::vector<Link> m_links;
    QByteArrayList m_topNames;
    QSet<QByteArray> m_knownTops;
};

} // namespace ca
