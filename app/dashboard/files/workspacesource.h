#pragma once

#include <QString>

#include "filesource.h"

namespace ca::dashboard {

/// The workspace of a job, also while it runs in it.
class WorkspaceSource : public FileSource
{
public:
    explicit WorkspaceSource(QString folder)
        : m_folder(std::move(folder))
    {
    }

    [[nodiscard]] Result<FolderListing> list(const QByteArray &path) override;
    [[nodiscard]] Result<void> read(const QByteArray &path, qint64 most, const Sink &sink) override;

private:
    QString m_folder;
};

} // namespace ca::dashboard
