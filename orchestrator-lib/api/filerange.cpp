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

Result<std::unique_ptr<FileRange>> FileRange::open(const QString &path, const QByteArray &rangeHeader)
{
    std::unique_ptr<FileRange> range(new FileRange);
    range->m_file.setFileName(path);
    if (!range->m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::NotFound, QStringLiteral("the file is not there (any more)"));
    return range->select(rangeHeader).transform([&] { return std::move(range); });
}

Result<std::unique_ptr<FileRange>> FileRange::open(UniqueFd file, const QByteArray &rangeHeader)
{
    std::unique_ptr<FileRange> range(new FileRange);
    range->m_file.open(file.release(), QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle);
    return range->select(rangeHeader).transform([&] { return std::move(range); });
}

Result<void> FileRange::select(const QByteArray &rangeHeader)
{
    const qint64 size = m_file.size();
    m_fileSize = size;
    m_length = size;
    if (const auto window = requestedWindow(rangeHeader, size)) {
        if (window->first >= size || window->last < window->first) {
            return failure(ErrorCode::InvalidArgument,
                           QStringLiteral("the range lies outside of the file, which has %1 bytes").arg(size),
                           QString::number(size));
        }
        m_first = window->first;
        m_length = window->last - window->first + 1;
        m_isPartial = true;
    }
    m_file.seek(m_first);
    QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return {};
}

QByteArray FileRange::contentRange() const
{
    return "bytes " + QByteArray::number(m_first) + '-' + QByteArray::number(m_first + m_length - 1) + '/' +
           QByteArray::number(m_fileSize);
}

qint64 FileRange::readData(char *data, qint64 maxSize)
{
    const qint64 left = m_length - pos();
    if (left <= 0 || m_isHidden)
        return 0;
    const qint64 size = m_file.read(data, std::min(maxSize, left));
    if (size <= 0)
        QMetaObject::invokeMethod(this, &FileRange::shrunk, Qt::QueuedConnection);
    return size;
}

qint64 FileRange::writeData(const char * /*data*/, qint64 /*size*/)
{
    return -1;
}

} // namespace ca
