#include "pngpixels.h"

#include <algorithm>
#include <memory>
#include <png.h>
#include <utility>

namespace ca {

namespace {

constexpr int channels = 3;

/// libpng's simplified interface (libpng-manual.txt, chapter V); it frees what it has taken.
struct Image : png_image
{
    Image()
        : png_image{}
    {
        version = PNG_IMAGE_VERSION;
    }
    ~Image() { ::png_image_free(this); }
    Image(const Image &) = delete;
    Image &operator=(const Image &) = delete;

    bool begin(QByteArrayView png)
    {
        return ::png_image_begin_read_from_memory(this, png.data(), static_cast<std::size_t>(png.size())) != 0;
    }
};

} // namespace

PngPixels::PngPixels(Size size, QByteArray samples)
    : m_size(size)
    , m_samples(std::move(samples))
{
}

std::optional<PngPixels::Size> PngPixels::sizeOf(QByteArrayView png)
{
    Image image;
    if (!image.begin(png))
        return std::nullopt;
    return Size{.width = static_cast<int>(image.width), .height = static_cast<int>(image.height)};
}

std::optional<PngPixels> PngPixels::read(QByteArrayView png)
{
    Image image;
    if (!image.begin(png) || qint64{image.width} * image.height > maxPixels)
        return std::nullopt;
    image.format = PNG_FORMAT_RGB;
    const png_color white{.red = 255, .green = 255, .blue = 255}; // behind what is transparent
    QByteArray samples(static_cast<qsizetype>(PNG_IMAGE_SIZE(image)), Qt::Uninitialized);
    if (::png_image_finish_read(&image, &white, samples.data(), 0, nullptr) == 0)
        return std::nullopt;
    return PngPixels({.width = static_cast<int>(image.width), .height = static_cast<int>(image.height)},
                     std::move(samples));
}

const uchar *PngPixels::row(int y) const
{
    return reinterpret_cast<const uchar *>(m_samples.constData()) + qsizetype{m_size.width} * channels * y;
}

void PngPixels::appendMean(QByteArray &samples, Size target, int x, int y) const
{
    const auto edge = [](int at, int of, int from) { return static_cast<int>(qint64{at} * from / of); };
    const int left = edge(x, target.width, m_size.width);
    const int right = std::max(left + 1, edge(x + 1, target.width, m_size.width));
    const int top = edge(y, target.height, m_size.height);
    const int bottom = std::max(top + 1, edge(y + 1, target.height, m_size.height));
    const qint64 count = qint64{right - left} * (bottom - top);
    for (int channel = 0; channel < channels; ++channel) {
        qint64 sum = count / 2;
        for (int line = top; line < bottom; ++line) {
            for (int column = left; column < right; ++column)
                sum += row(line)[column * channels + channel];
        }
        samples.append(static_cast<char>(sum / count));
    }
}

PngPixels PngPixels::shrunkTo(Size size) const
{
    const Size target{.width = std::clamp(size.width, 1, m_size.width),
                      .height = std::clamp(size.height, 1, m_size.height)};
    QByteArray samples;
    samples.reserve(qsizetype{target.width} * channels * target.height);
    for (int y = 0; y < target.height; ++y) {
        for (int x = 0; x < target.width; ++x)
            appendMean(samples, target, x, y);
    }
    return {target, std::move(samples)};
}

QByteArray PngPixels::write() const
{
    Image image;
    image.width = static_cast<png_uint_32>(m_size.width);
    image.height = static_cast<png_uint_32>(m_size.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t bytes = PNG_IMAGE_PNG_SIZE_MAX(image);
    QByteArray png(static_cast<qsizetype>(bytes), Qt::Uninitialized);
    if (::png_image_write_to_memory(&image, png.data(), &bytes, 0, m_samples.constData(), 0, nullptr) == 0)
        return {};
    png.truncate(static_cast<qsizetype>(bytes));
    return png;
}

} // namespace ca
