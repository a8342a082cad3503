#pragma once

#include <QList>
#include <QString>
#include <memory>
#include <mutex>

#include "resultarchive.h"

namespace ca {

/// Keeps the results that were looked at last open, since opening one with very many entries takes seconds. Any
/// thread; blocks.
class ResultShelf
{
public:
    /// Errors: as ResultArchive::open().
    Result<std::shared_ptr<ResultArchive>> open(const QString &path);

private:
    struct Place
    {
        QString path;
        qint64 size = 0;
        qint64 modified = 0;
        std::shared_ptr<ResultArchive> archive;
    };

    std::mutex m_mutex;
    /// The newest last.
    QList<Place> m_places;
};

} // namespace ca
