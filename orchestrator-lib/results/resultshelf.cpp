#include "resultshelf.h"

#include <QDateTime>
#include <QFileInfo>
#include <algorithm>

namespace ca {

namespace {
/// Tens of megabytes each when there are very many entries.
constexpr qsizetype most = 2;
} // namespace

Result<std::shared_ptr<ResultArchive>> ResultShelf::open(const QString &path)
{
    const std::scoped_lock lock(m_mutex);
    const QFileInfo info(path);
    const qint64 modified = info.exists() ? info.lastModified().toMSecsSinceEpoch() : 0;
    const auto known = std::ranges::find(m_places, path, &Place::path);
    if (known != m_places.end()) {
        const Place place = *known;
        m_places.erase(known);
        if (info.exists() && place.size == info.size() && place.modified == modified) {
            m_places.append(place);
            return place.archive;
        }
    }
    auto archive = ResultArchive::open(path);
    if (!archive)
        return archive;
    m_places.append({.path = path, .size = info.size(), .modified = modified, .archive = *archive});
    if (m_places.size() > most)
        m_places.removeFirst();
    return archive;
}

} // namespace ca
