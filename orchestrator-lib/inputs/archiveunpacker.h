#pragma once

#include <functional>
#include <stop_token>

#include "archivereader.h"
#include "treewriter.h"
#include "unpackbudget.h"

namespace ca {

/// Unpacks one archive beneath a folder, whatever somebody put into it: nothing gets outside, no devices, no special
/// modes, within a budget. One thread; blocks. An archive that breaks a rule is an error that names the entry; what was
/// unpacked until then stays.
class ArchiveUnpacker
{
public:
    /// Bytes of the archive that are done.
    using Progress = std::function<void(qint64 bytes)>;

    /// All of them outlive this.
    ArchiveUnpacker(TreeWriter &tree, UnpackBudget &budget, std::stop_token stop, Progress progress);

    /// `prefix`: the folder in the tree; empty for the tree's root. Errors: InvalidArgument (an entry that is not
    /// allowed), TooLarge, Corrupt, Unsupported (encrypted), Cancelled, NoSpace, Io.
    [[nodiscard]] Result<void> run(const QString &archive, const QByteArray &prefix);

private:
    [[nodiscard]] Result<void> unpack(const ArchiveEntry &entry, const QByteArray &prefix);
    [[nodiscard]] Result<void> unpackFile(const ArchiveEntry &entry, const QByteArray &path);
    [[nodiscard]] Result<qint64> writeBlocks(const UniqueFd &file, const QByteArray &path);
    [[nodiscard]] Result<void> checkStop() const;

    TreeWriter &m_tree;
    UnpackBudget &m_budget;
    std::stop_token m_stop;
    Progress m_progress;
    std::optional<ArchiveReader> m_reader;
};

} // namespace ca
