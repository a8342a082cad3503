#include "filesaver.h"

#include <QDir>
#include <QFile>
#include <QFuture>
#include <QSaveFile>
#include <limits>

#include "poolwork.h"

namespace ca::dashboard {

namespace {

constexpr int mostDepth = 200;

/// One copy, on the thread that does it.
class Copy
{
public:
    Copy(FileSource &source, const std::atomic_bool &stop)
        : m_source(source)
        , m_stop(stop)
    {
    }

    SavedFiles run(const QByteArray &path, bool isFolder, const QString &target)
    {
        isFolder ? copyFolder(path, target, 0) : copyFile(path, target);
        return m_saved;
    }

private:
    bool fail(const QString &error)
    {
        m_saved.error = error;
        return false;
    }

    bool copyFile(const QByteArray &path, const QString &target)
    {
        QSaveFile file(target); // in its place only when it is whole
        if (!file.open(QIODevice::WriteOnly))
            return fail(FileSaver::tr("%1 cannot be written: %2.").arg(target, file.errorString()));
        const auto read = m_source.read(path, std::numeric_limits<qint64>::max(), [&](const QByteArray &bytes) {
            m_saved.bytes += bytes.size();
            return !m_stop && file.write(bytes) == bytes.size();
        });
        if (m_stop)
            return fail(FileSaver::tr("Saving was stopped."));
        if (file.error() != QFileDevice::NoError)
            return fail(FileSaver::tr("%1 cannot be written: %2.").arg(target, file.errorString()));
        if (!read)
            return fail(read.error().message);
        if (!file.commit())
            return fail(FileSaver::tr("%1 cannot be written: %2.").arg(target, file.errorString()));
        ++m_saved.files;
        return true;
    }

    bool copyFolder(const QByteArray &path, const QString &target, int depth)
    {
        if (depth > mostDepth)
            return fail(FileSaver::tr("There are too many folders in one another."));
        // Made anew: so nothing in it can be a link that leads elsewhere.
        if (!QDir().mkdir(target))
            return fail(FileSaver::tr("The folder %1 cannot be made: it is there already, or its place is read-only.")
                            .arg(target));
        const auto listing = m_source.list(path);
        if (!listing)
            return fail(listing.error().message);
        for (const FileEntry &entry : listing->entries) {
            if (m_stop)
                return fail(FileSaver::tr("Saving was stopped."));
            if (!copyEntry(entry, path, target, depth))
                return false;
        }
        return listing->isCut ? fail(FileSaver::tr("A folder has too many entries to be saved whole.")) : true;
    }

    bool copyEntry(const FileEntry &entry, const QByteArray &folder, const QString &target, int depth)
    {
        const bool isCopied = entry.type == FileEntry::Type::File || entry.type == FileEntry::Type::Folder;
        const bool isName =
            !entry.name.isEmpty() && entry.name != "." && entry.name != ".." && !entry.name.contains('/');
        if (!isCopied || !isName) {
            ++m_saved.leftOut;
            return true;
        }
        const QByteArray path = folder.isEmpty() ? entry.name : QByteArray(folder + '/' + entry.name);
        const QString place = target + QLatin1Char('/') + QFile::decodeName(entry.name);
        return entry.type == FileEntry::Type::Folder ? copyFolder(path, place, depth + 1) : copyFile(path, place);
    }

    FileSource &m_source;
    const std::atomic_bool &m_stop;
    SavedFiles m_saved;
};

} // namespace

FileSaver::FileSaver(QObject *parent)
    : QObject(parent)
{
}

FileSaver::~FileSaver()
{
    cancel();
}

void FileSaver::save(const std::shared_ptr<FileSource> &source, const QByteArray &path, bool isFolder,
                     const QString &target)
{
    m_stop = std::make_shared<std::atomic_bool>(false);
    inThreadPool([source, path, isFolder, target, stop = m_stop] {
        return Copy(*source, *stop).run(path, isFolder, target);
    }).then(this, [this](const SavedFiles &saved) {
        m_stop.reset();
        Q_EMIT finished(saved);
    });
}

void FileSaver::cancel()
{
    if (m_stop)
        *m_stop = true;
}

} // namespace ca::dashboard
