#include "resultsource.h"

#include "resultarchive.h"

namespace ca::dashboard {

ResultSource::ResultSource(QString path)
    : m_path(std::move(path))
{
}

ResultSource::~ResultSource() = default;

Result<std::shared_ptr<ResultArchive>> ResultSource::archive()
{
    const std::scoped_lock lock(m_mutex);
    if (m_archive)
        return m_archive;
    auto opened = ResultArchive::open(m_path);
    if (opened)
        m_archive = *opened;
    return opened;
}

Result<FolderListing> ResultSource::list(const QByteArray &path)
{
    return archive().and_then([&](const std::shared_ptr<ResultArchive> &opened) { return opened->list(path); });
}

Result<void> ResultSource::read(const QByteArray &path, qint64 most, const Sink &sink)
{
    return archive().and_then(
        [&](const std::shared_ptr<ResultArchive> &opened) { return opened->read(path, most, sink); });
}

} // namespace ca::dashboard
