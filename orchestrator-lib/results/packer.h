#pragma once

#include <functional>
#include <optional>
#include <stop_token>

#include "beneathdir.h"
#include "manifest.h"
#include "resultpacker.h"
#include "walkentry.h"
#include "zipwriter.h"

namespace ca {

/// Packs one result, on the thread that calls run(). What a sandbox left in the workspace is hostile: nothing in it is
/// followed, and only regular files, folders and links that stay inside go into the archive.
class Packer
{
public:
    /// `progress` gets percents, on the packing thread, each at most once.
    Packer(PackRequest request, std::stop_token stop, std::function<void(int)> progress);

    Result<PackedResult> run();

private:
    Result<void> writeArchive(const QString &path);
    Result<void> packWorkspace(const BeneathDir &workspace);
    Result<void> packLogs(const BeneathDir &jobDir);
    Result<void> packEntry(const WalkEntry &entry);
    Result<void> packFile(const QString &name, const QByteArray &original, const struct stat &info,
                          const UniqueFd &file);
    Result<void> packLink(const QString &name, const WalkEntry &entry);
    [[nodiscard]] bool isExcluded(const WalkEntry &entry) const;
    void countBytes(const BeneathDir &workspace);
    bool advance(qint64 bytes);

    PackRequest m_request;
    std::stop_token m_stop;
    std::function<void(int)> m_progress;
    Manifest m_manifest;
    std::optional<ZipWriter> m_zip;
    qint64 m_workspaceFiles = 0;
    qint64 m_totalBytes = 0;
    qint64 m_doneBytes = 0;
    int m_percent = 0;
};

} // namespace ca
