#include "chatimage.h"

#include <QFile>
#include <algorithm>
#include <cmath>

#include "pngpixels.h"

namespace ca {

namespace {

/// The narrowest limits among the providers: https://docs.claude.com/en/docs/build-with-claude/vision
constexpr double longestEdge = 1568;
constexpr double mostPixels = 1'150'000;
constexpr qsizetype mostBytes = 3'500'000;

} // namespace

std::optional<ChatImage> ChatImage::read(const BeneathDir &workspace, const QString &name)
{
    auto opened = workspace.openFile(QFile::encodeName(name));
    QFile file;
    if (!opened || !file.open(opened->get(), QIODevice::ReadOnly))
        return std::nullopt;
    constexpr qint64 largestFile = 64LL * 1024 * 1024;
    const QByteArray png = file.read(largestFile + 1);
    return png.size() <= largestFile ? from(png) : std::nullopt;
}

std::optional<ChatImage> ChatImage::from(const QByteArray &png)
{
    const auto size = PngPixels::sizeOf(png);
    if (!size)
        return std::nullopt;
    const double pixels = static_cast<double>(size->width) * size->height;
    double scale = std::max({1.0, std::max(size->width, size->height) / longestEdge, std::sqrt(pixels / mostPixels)});
    if (scale <= 1 && png.size() <= mostBytes)
        return ChatImage{png, 1};
    const auto whole = PngPixels::read(png);
    // Photographs pack badly: twice as small a few times is enough for any.
    for (int i = 0; whole && i < 4; ++i, scale = std::max(scale, 1.0) * 1.5) {
        const PngPixels::Size target{static_cast<int>(size->width / scale), static_cast<int>(size->height / scale)};
        QByteArray smaller = whole->shrunkTo(target).write();
        if (smaller.size() <= mostBytes)
            return ChatImage{std::move(smaller), scale};
    }
    return std::nullopt;
}

} // namespace ca
