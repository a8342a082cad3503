#include "previewcontent.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QLocale>
#include <algorithm>

#include "displaytext.h"
#include "filesource.h"

namespace ca::dashboard {

namespace {

struct PreviewTexts
{
    Q_DECLARE_TR_FUNCTIONS(PreviewTexts)
};

constexpr qint64 mostText = qint64{256} << 10;
constexpr qint64 mostPicture = qint64{24} << 20;
constexpr qint64 mostPixels = qint64{50} * 1000 * 1000;
constexpr int shownSide = 2048;

/// By how the file begins; empty for what is no picture that we decode.
QByteArray pictureFormat(const QByteArray &head)
{
    if (head.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (head.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a"))
        return "gif";
    if (head.startsWith("BM"))
        return "bmp";
    if (head.startsWith("RIFF") && head.sliced(0, std::min<qsizetype>(head.size(), 12)).endsWith("WEBP"))
        return "webp";
    return {};
}

PreviewContent decode(QByteArray &bytes, const QByteArray &format)
{
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (!size.isValid() || qint64{size.width()} * size.height() > mostPixels)
        return {.message = PreviewTexts::tr("This picture is damaged or too large to be shown here.")};
    if (size.width() > shownSide || size.height() > shownSide)
        reader.setScaledSize(size.scaled(shownSide, shownSide, Qt::KeepAspectRatio));
    reader.setAutoTransform(true);
    const QImage image = reader.read();
    if (image.isNull())
        return {.message = PreviewTexts::tr("This picture is damaged: %1.").arg(reader.errorString())};
    return {.image = image};
}

Result<QByteArray> readSome(FileSource &source, const QByteArray &path, qint64 most)
{
    QByteArray bytes;
    const auto read = source.read(path, most, [&bytes](const QByteArray &block) {
        bytes += block;
        return true;
    });
    if (!read)
        return std::unexpected(read.error());
    return bytes;
}

} // namespace

PreviewContent readPreview(FileSource &source, const QByteArray &path, qint64 size)
{
    auto head = readSome(source, path, mostText);
    if (!head)
        return {.message = head.error().message};
    if (head->isEmpty())
        return {.message = PreviewTexts::tr("This file is empty.")};
    if (const QByteArray format = pictureFormat(*head); !format.isEmpty() && size <= mostPicture) {
        if (auto bytes = head->size() < size ? readSome(source, path, mostPicture) : head)
            return decode(*bytes, format);
    }
    if (!looksLikeText(*head)) {
        return {.message = PreviewTexts::tr("This file is no text and no picture that can be shown here (%1). "
                                            "Save it to open it with another program.")
                               .arg(QLocale().formattedDataSize(size, 1))};
    }
    return {.text = displayText(QByteArrayView(*head)), .isCut = size > head->size()};
}

} // namespace ca::dashboard
