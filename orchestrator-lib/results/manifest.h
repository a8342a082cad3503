#pragma once

#include <QByteArray>
#include <QString>

namespace ca {

/// Collects what a result's manifest.json says, entry by entry, in a form that stays small with many files.
class Manifest
{
public:
    struct File
    {
        /// As it stands in the archive, and as it was where that differs.
        QString name;
        QByteArray original;
        qint64 size = 0;
        QByteArray sha256;
        unsigned mode = 0;
        /// Seconds since 1970.
        qint64 modified = 0;
    };

    void addFile(const File &file);
    void addLink(const QString &name, const QByteArray &target);
    void leaveOut(const QString &name, const QString &reason);

    [[nodiscard]] qint64 files() const { return m_fileCount; }
    [[nodiscard]] qint64 leftOut() const { return m_leftOutCount; }

    /// The whole document; `jobJson` is an object.
    [[nodiscard]] QByteArray document(const QByteArray &jobJson) const;

private:
    QByteArray m_files;
    QByteArray m_links;
    QByteArray m_leftOut;
    qint64 m_fileCount = 0;
    qint64 m_bytes = 0;
    qint64 m_leftOutCount = 0;
};

} // namespace ca
