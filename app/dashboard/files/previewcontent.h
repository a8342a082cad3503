#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace ca::dashboard {

class FileSource;

/// What a preview shows of a file.
struct PreviewContent
{
    QString text = {};
    QImage image = {};
    /// Instead of both: what it is, or why it cannot be shown.
    QString message = {};
    /// The text is only the file's beginning.
    bool isCut = false;
};

/// Reads so much of a file as a preview shows. Pictures are decoded only in the formats PNG, JPEG, GIF, BMP and WebP,
/// and only to a bounded size: an SVG, which can hold scripts and links, is shown as the text that it is. Blocks: not
/// on the GUI thread.
PreviewContent readPreview(FileSource &source, const QByteArray &path, qint64 size);

} // namespace ca::dashboard
