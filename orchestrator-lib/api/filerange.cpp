#include "filerange.h"

#include <optional>

namespace ca {

namespace {
struct Window
{
    qint64 first = 0;
    qint64 last = 0;
};

std::optional<qint64> number(const QByteArray &text)
{
    bool isNumber = false;
    const qint64 value = text.trimmed().toLongLong(&isNumber);
    return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
}

/// Not set when the header asks for nothing we serve; then the whole file is the answer.
std::optional<Window> requestedWindow(const QByteArray &header, qint64 size)
{
    if (!header.startsWith("bytes=") || header.contains(','))
        return std::nullopt;
    const QByteArray range = header.sliced(6);
    const qsizetype dash = range.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const auto first = number(range.left(dash));
    const auto last = number(range.sliced(dash + 1));
    if (first)
        return Window{.first = *first, .last = std::min(last.value_or(size - 1), size - 1)};
    if (last && range.left(dash).trimmed().isEmpty()) // the last N bytes
        return *last == 0 ? Window{.first = size, .last = size - 1}
                          : Window{.first = std::max<qint64>(size - *last, 0), .last = size - 1};
    return std::nullopt;
}
} // namespace

FileRange::FileRange(const QString &path)
    : m_file(path)
{
}

Result<std::unique_ptr<FileRange>> FileRange::open(const QString &path, const QByteArray &rangeHeader)
{
    std::unique_ptr<FileRange> range(new FileRange(path));
    if (!range->m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::NotFound, QStringLiteral("the file is not there (any more)"));
    const qint64 size = range->m_file.size();
    range->m_fileSize = size;
    range->m_length = size;
    if (const auto window = requestedWindow(rangeHeader, size)) {
        if (window->first >= size || window->last < window->first) {
            return failure(ErrorCode::InvalidArgument,
                           QStringLiteral("the range lies outside of the file, which has %1 bytes").arg(size),
                           QString::number(size));
        }
        range->m_first = window->first;
        range->m_length = window->last - window->first + 1;
        range->m_isPartial = true;
    }
    range->m_file.seek(range->m_first);
    range->QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return range;
}

QByteArray FileRange::contentRange() const
{
    return "bytes " + QByteArray::number(m_first) + '-' + QByteArray::number(m_first + m_length - 1) + '/' +
           QByteArray::number(m_fileSize);
}

qint64 FileRange::readData(char *data, qint64 maxSize)
{
    const qint64 left = m_length - pos();
    return left <= 0 || m_isHidden ? 0 : m_file.read(data, std::min(maxSize, left));
}

qint64 FileRange::writeData(const char * /*data*/, qint64 /*size*/)
{
    return -1;
}

} // namespace ca
