#pragma once

#include <QString>
#include <memory>
#include <mutex>

#include "filesource.h"

namespace ca {
class ResultArchive;
}

namespace ca::dashboard {

/// What is in a finished result's ZIP, which is opened when somebody looks and is not unpacked.
class ResultSource : public FileSource
{
public:
    explicit ResultSource(QString path);
    ~ResultSource() override;

    [[nodiscard]] Result<FolderListing> list(const QByteArray &path) override;
    [[nodiscard]] Result<void> read(const QByteArray &path, qint64 most, const Sink &sink) override;

private:
    Result<std::shared_ptr<ResultArchive>> archive();

    QString m_path;
    std::mutex m_mutex;
    std::shared_ptr<ResultArchive> m_archive;
};

} // namespace ca::dashboard
