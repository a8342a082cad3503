#pragma once

#include <QByteArray>
#include <optional>

namespace ca {

/// A picture without transparency: read from a PNG file, made smaller, written as one again. Pure; the file may be
/// hostile, and bounds what is taken of memory.
class PngPixels
{
public:
    /// Larger pictures are not read.
    static constexpr qint64 maxPixels = 16'000'000;

    /// Width and height by the file's head; nothing when it is no PNG.
    struct Size
    {
        int width = 0;
        int height = 0;
    };
    static std::optional<Size> sizeOf(QByteArrayView png);

    /// Nothing when it is none, damaged, or too large.
    static std::optional<PngPixels> read(QByteArrayView png);
    [[nodiscard]] QByteArray write() const;

    [[nodiscard]] Size size() const { return m_size; }
    /// Each pixel the mean of those that it stands for. Not larger than it is, and at least 1 × 1.
    [[nodiscard]] PngPixels shrunkTo(Size size) const;

private:
    PngPixels(Size size, QByteArray samples);
    [[nodiscard]] const uchar *row(int y) const;
    void appendMean(QByteArray &samples, Size target, int x, int y) const;

    Size m_size;
    /// Three bytes each: red, green, blue.
    QByteArray m_samples;
};

} // namespace ca
