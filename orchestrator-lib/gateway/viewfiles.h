#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <optional>

#include "beneathdir.h"

namespace ca {

/// One file of a view's page.
struct ViewFile
{
    QByteArray mimeType;
    QByteArray content;
};

/// What a desktop's page is made of: our own files, and noVNC's from where the distribution has them, of which only
/// real files beneath that folder are served, never what a link leads to. Each is read once. One thread.
class ViewFiles
{
public:
    explicit ViewFiles(QString novncDir);

    /// `path` is relative: "desktop.html", "novnc/core/rfb.js". Null when there is no such file. Valid as long as this.
    const ViewFile *find(const QByteArray &path);

private:
    std::optional<QByteArray> read(const QByteArray &path);

    QString m_novncDir;
    std::optional<BeneathDir> m_novnc;
    QHash<QByteArray, ViewFile> m_files;
};

} // namespace ca
