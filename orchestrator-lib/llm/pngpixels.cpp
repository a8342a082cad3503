#include "pngpixels.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <zlib.h>

namespace ca {

namespace {

constexpr QByteArrayView signature("\x89PNG\r\n\x1a\n", 8);
constexpr qsizetype headBytes = 13;
constexpr qsizetype chunkOverhead = 12; // length, name, checksum

quint32 number(QByteArrayView bytes)
{
    return qFromBigEndian<quint32>(bytes.data());
}

/// The next chunk's name and content; false at the end or where it does not fit. Checksums are left to those who show
/// the picture.
bool takeChunk(QByteArrayView &rest, QByteArrayView &name, QByteArrayView &content)
{
    if (rest.size() < chunkOverhead)
        return false;
    const qsizetype length = number(rest);
    if (length > rest.size() - chunkOverhead)
        return false;
    name = rest.sliced(4, 4);
    content = rest.sliced(8, length);
    rest = rest.sliced(length + chunkOverhead);
    return true;
}

/// Exactly this many bytes, or nothing: what would be more is never unpacked.
std::optional<QByteArray> inflated(const QByteArray &packed, qsizetype bytes)
{
    QByteArray plain(bytes, Qt::Uninitialized);
    auto size = static_cast<uLongf>(bytes);
    const int result =
        ::uncompress(reinterpret_cast<Bytef *>(plain.data()), &size,
                     reinterpret_cast<const Bytef *>(packed.constData()), static_cast<uLong>(packed.size()));
    return result == Z_OK && std::cmp_equal(size, bytes) ? std::optional(plain) : std::nullopt;
}

int paeth(int left, int above, int corner)
{
    const int guess = left + above - corner;
    const int toLeft = std::abs(guess - left);
    const int toAbove = std::abs(guess - above);
    const int toCorner = std::abs(guess - corner);
    if (toLeft <= toAbove && toLeft <= toCorner)
        return left;
    return toAbove <= toCorner ? above : corner;
}

void appendNumber(QByteArray &png, quint32 value)
{
    std::array<char, 4> bytes{};
    qToBigEndian(value, bytes.data());
    png.append(bytes.data(), bytes.size());
}

void appendChunk(QByteArray &png, const char *name, const QByteArray &content)
{
    appendNumber(png, static_cast<quint32>(content.size()));
    const qsizetype start = png.size();
    png.append(name, 4);
    png.append(content);
    appendNumber(png, static_cast<quint32>(::crc32(0, reinterpret_cast<const Bytef *>(png.constData() + start),
                                                   static_cast<uInt>(png.size() - start))));
}

} // namespace

PngPixels::PngPixels(Size size, int channels, QByteArray samples)
    : m_size(size)
    , m_channels(channels)
    , m_samples(std::move(samples))
{
}

std::optional<PngPixels::Size> PngPixels::sizeOf(QByteArrayView png)
{
    QByteArrayView name;
    QByteArrayView head;
    if (!png.startsWith(signature))
        return std::nullopt;
    png = png.sliced(signature.size());
    if (!takeChunk(png, name, head) || name != "IHDR" || head.size() != headBytes)
        return std::nullopt;
    constexpr quint32 most = 1U << 20U;
    const quint32 width = number(head);
    const quint32 height = number(head.sliced(4));
    if (width == 0 || height == 0 || width > most || height > most)
        return std::nullopt;
    return Size{static_cast<int>(width), static_cast<int>(height)};
}

std::optional<PngPixels> PngPixels::read(QByteArrayView png)
{
    constexpr char rgb = 2;
    constexpr char rgba = 6;
    const auto size = sizeOf(png);
    if (!size || qint64{size->width} * size->height > maxPixels)
        return std::nullopt;
    QByteArrayView name;
    QByteArrayView content;
    png = png.sliced(signature.size());
    takeChunk(png, name, content);
    const char kind = content[9];
    const bool isPlain = content[8] == 8 && content[10] == 0 && content[11] == 0 && content[12] == 0;
    if (!isPlain || (kind != rgb && kind != rgba))
        return std::nullopt;
    QByteArray packed;
    while (takeChunk(png, name, content)) {
        if (name == "IDAT")
            packed.append(content);
    }
    const int channels = kind == rgb ? 3 : 4;
    const int rowBytes = size->width * channels;
    auto rows = inflated(packed, (qsizetype{rowBytes} + 1) * size->height);
    if (!rows || !unfilter(*rows, rowBytes, channels))
        return std::nullopt;
    return PngPixels(*size, channels, std::move(*rows));
}

/// Each row has a byte in front that says how it was filtered; it stays.
bool PngPixels::unfilter(QByteArray &rows, int rowBytes, int channels)
{
    const QByteArray nothing(rowBytes, '\0');
    const auto *above = reinterpret_cast<const uchar *>(nothing.constData());
    auto *line = reinterpret_cast<uchar *>(rows.data());
    const auto *end = line + rows.size();
    for (; line < end; line += rowBytes + 1) {
        const int filter = line[0];
        uchar *samples = line + 1;
        if (filter > 4)
            return false;
        for (int i = 0; filter > 0 && i < rowBytes; ++i) {
            const int left = i >= channels ? samples[i - channels] : 0;
            const int corner = i >= channels ? above[i - channels] : 0;
            const std::array<int, 5> guesses{0, left, above[i], (left + above[i]) / 2, paeth(left, above[i], corner)};
            samples[i] = static_cast<uchar>(samples[i] + guesses[static_cast<std::size_t>(filter)]);
        }
        above = samples;
    }
    return true;
}

const uchar *PngPixels::row(int y) const
{
    const qsizetype rowBytes = qsizetype{m_size.width} * m_channels + 1;
    return reinterpret_cast<const uchar *>(m_samples.constData()) + y * rowBytes + 1;
}

void PngPixels::appendMean(QByteArray &samples, Size target, int x, int y) const
{
    const auto edge = [](int at, int of, int from) { return static_cast<int>(qint64{at} * from / of); };
    const int left = edge(x, target.width, m_size.width);
    const int right = std::max(left + 1, edge(x + 1, target.width, m_size.width));
    const int top = edge(y, target.height, m_size.height);
    const int bottom = std::max(top + 1, edge(y + 1, target.height, m_size.height));
    const qint64 count = qint64{right - left} * (bottom - top);
    for (int channel = 0; channel < m_channels; ++channel) {
        qint64 sum = count / 2;
        for (int line = top; line < bottom; ++line) {
            for (int column = left; column < right; ++column)
                sum += row(line)[column * m_channels + channel];
        }
        samples.append(static_cast<char>(sum / count));
    }
}

PngPixels PngPixels::shrunkTo(Size size) const
{
    const Size target{std::clamp(size.width, 1, m_size.width), std::clamp(size.height, 1, m_size.height)};
    QByteArray samples;
    samples.reserve((qsizetype{target.width} * m_channels + 1) * target.height);
    for (int y = 0; y < target.height; ++y) {
        samples.append('\0');
        for (int x = 0; x < target.width; ++x)
            appendMean(samples, target, x, y);
    }
    return {target, m_channels, std::move(samples)};
}

QByteArray PngPixels::write() const
{
    QByteArray head;
    appendNumber(head, static_cast<quint32>(m_size.width));
    appendNumber(head, static_cast<quint32>(m_size.height));
    head.append(char{8}).append(static_cast<char>(m_channels == 3 ? 2 : 6)).append(3, '\0');
    QByteArray rows = m_samples;
    const qsizetype rowBytes = qsizetype{m_size.width} * m_channels + 1;
    for (qsizetype start = 0; start < rows.size(); start += rowBytes)
        rows[start] = '\0'; // not filtered any more
    uLongf bytes = ::compressBound(static_cast<uLong>(rows.size()));
    QByteArray packed(static_cast<qsizetype>(bytes), Qt::Uninitialized);
    ::compress2(reinterpret_cast<Bytef *>(packed.data()), &bytes, reinterpret_cast<const Bytef *>(rows.constData()),
                static_cast<uLong>(rows.size()), Z_DEFAULT_COMPRESSION);
    packed.truncate(static_cast<qsizetype>(bytes));
    QByteArray png(signature.data(), signature.size());
    appendChunk(png, "IHDR", head);
    appendChunk(png, "IDAT", packed);
    appendChunk(png, "IEND", {});
    return png;
}

} // namespace ca
