#include "archiveunpacker.h"

#include <QFileInfo>
#include <array>
#include <cerrno>
#include <unistd.h>

#include "entrypath.h"
#include "utf8threadlocale.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
Result<void> writeAll(const UniqueFd &file, const ArchiveReader::Block &block, const QByteArray &path)
{
    qsizetype done = 0;
    while (done < block.bytes.size()) {
        const ssize_t written = ::pwrite(file.get(), block.bytes.data() + done,
                                         static_cast<std::size_t>(block.bytes.size() - done), block.offset + done);
        if (written < 0 && errno != EINTR)
            return failure(ioError(u"cannot write \"%1\""_s.arg(shownName(path)), errno));
        done += std::max<ssize_t>(written, 0);
    }
    return {};
}

QByteArray joinedPath(const QByteArray &prefix, const QByteArray &path)
{
    if (prefix.isEmpty() || path.isEmpty())
        return prefix + path;
    return prefix + '/' + path;
}
} // namespace

ArchiveUnpacker::ArchiveUnpacker(TreeWriter &tree, UnpackBudget &budget, std::stop_token stop, Progress progress)
    : m_tree(tree)
    , m_budget(budget)
    , m_stop(std::move(stop))
    , m_progress(std::move(progress))
{
}

Result<void> ArchiveUnpacker::run(const QString &archive, const QByteArray &prefix)
{
    const Utf8ThreadLocale locale;
    auto reader = ArchiveReader::open(archive);
    if (!reader)
        return failure(reader.error());
    m_reader.emplace(std::move(*reader));
    m_budget.beginInput(QFileInfo(archive).size());
    if (auto made = m_tree.makeFolder(prefix); !made)
        return made;
    while (true) {
        const auto entry = m_reader->next();
        if (!entry)
            return failure(entry.error());
        if (!*entry)
            return m_tree.finish();
        auto done =
            checkStop().and_then([&] { return m_budget.addEntry(); }).and_then([&] { return unpack(**entry, prefix); });
        if (!done)
            return done;
        m_progress(m_reader->position());
    }
}

Result<void> ArchiveUnpacker::checkStop() const
{
    if (m_stop.stop_requested())
        return failure(ErrorCode::Cancelled, u"unpacking was cancelled"_s);
    return {};
}

Result<void> ArchiveUnpacker::unpack(const ArchiveEntry &entry, const QByteArray &prefix)
{
    const auto inside = entryPath(entry.name, m_budget.limits().depth);
    if (!inside)
        return failure(inside.error());
    const QByteArray path = joinedPath(prefix, *inside);
    if (S_ISDIR(entry.type))
        return m_tree.makeFolder(path);
    if (inside->isEmpty())
        return failure(ErrorCode::InvalidArgument, u"one of its entries has no name that can be read"_s);
    if (S_ISREG(entry.type))
        return unpackFile(entry, path);
    if (S_ISLNK(entry.type)) // what leads out of the archive's own folder leads out
        return m_tree.addLink(path, entry.linkTarget, inside->count('/'));
    if (entry.type != 0) {
        return failure(ErrorCode::InvalidArgument,
                       u"its entry \"%1\" is a device, pipe or socket"_s.arg(shownName(entry.name)));
    }
    const auto target = entryPath(entry.linkTarget, m_budget.limits().depth);
    if (!target)
        return failure(target.error());
    return m_tree.makeHardLink(path, joinedPath(prefix, *target));
}

Result<void> ArchiveUnpacker::unpackFile(const ArchiveEntry &entry, const QByteArray &path)
{
    const auto file = m_tree.createFile(path, entry.permissions);
    if (!file)
        return failure(file.error());
    const auto written = writeBlocks(*file, path);
    if (!written)
        return failure(written.error());
    if (entry.size > *written) { // a hole at its end
        if (auto fits = m_budget.addBytes(entry.size - *written); !fits)
            return fits;
        if (::ftruncate(file->get(), entry.size) != 0)
            return failure(ioError(u"cannot write \"%1\""_s.arg(shownName(path)), errno));
    }
    const std::array<timespec, 2> times{entry.modified, entry.modified};
    ::futimens(file->get(), times.data()); // a date that no file can have is no reason to stop
    return {};
}

Result<qint64> ArchiveUnpacker::writeBlocks(const UniqueFd &file, const QByteArray &path)
{
    qint64 end = 0;
    while (true) {
        const auto block = m_reader->nextBlock();
        if (!block)
            return failure(block.error());
        if (!*block)
            return end;
        qint64 blockEnd = 0;
        if ((*block)->offset < 0 || qAddOverflow<qint64>((*block)->offset, (*block)->bytes.size(), &blockEnd))
            return failure(ErrorCode::Corrupt, u"it is damaged (\"%1\")"_s.arg(shownName(path)));
        auto done =
            checkStop().and_then([&] { return m_budget.addBytes(std::max<qint64>(blockEnd - end, 0)); }).and_then([&] {
                return writeAll(file, **block, path);
            });
        if (!done)
            return failure(done.error());
        end = std::max(end, blockEnd);
        m_progress(m_reader->position());
    }
}

} // namespace ca
