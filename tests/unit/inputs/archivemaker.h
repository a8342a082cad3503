#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <sys/stat.h>

namespace ca::test {

/// An entry as somebody hostile may write it.
struct MadeEntry
{
    QByteArray name;
    QByteArray content = {};
    mode_t type = S_IFREG;
    mode_t permissions = 0644;
    /// Of a symbolic link.
    QByteArray linkTarget = {};
    /// Not empty: another name for that entry.
    QByteArray hardLinkTo = {};
};

/// Writes an archive; the format follows from the name (.zip, .7z, .tar, .tar.gz, .tar.xz, .tar.zst …). `password`: a
/// ZIP that is encrypted with it. False when that failed.
bool makeArchive(const QString &path, const QList<MadeEntry> &entries, const QByteArray &password = {});

} // namespace ca::test
