#include "logreader.h"

#include <QFile>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qint64 blockBytes = 64LL * 1024;

/// Where the last `lines` lines begin in `bytes`; -1 when they begin before it.
qsizetype startOfLastLines(const QByteArray &bytes, int lines)
{
    qsizetype at = bytes.endsWith('\n') ? bytes.size() - 1 : bytes.size();
    if (lines <= 0)
        return bytes.size();
    for (int found = 0; found < lines; ++found) {
        at = at > 0 ? bytes.lastIndexOf('\n', at - 1) : -1;
        if (at < 0)
            return -1;
    }
    return at + 1;
}
} // namespace

QString LogReader::path(LogStream stream) const
{
    return m_folder + (stream == LogStream::Out ? u"/stdout.log"_s : u"/stderr.log"_s);
}

qint64 LogReader::size(LogStream stream) const
{
    return QFile(path(stream)).size();
}

Result<QByteArray> LogReader::read(LogStream stream, qint64 offset, qint64 length) const
{
    QFile file(path(stream));
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(offset))
        return failure(ErrorCode::Io, u"cannot read the log: %1"_s.arg(file.errorString()));
    return file.read(length);
}

Result<QByteArray> LogReader::lastLines(LogStream stream, int lines, qint64 maxBytes) const
{
    const qint64 end = size(stream);
    for (qint64 span = std::min({blockBytes, maxBytes, end});; span = std::min({span * 4, maxBytes, end})) {
        const auto tail = read(stream, end - span, span);
        if (!tail)
            return tail;
        const qsizetype start = startOfLastLines(*tail, lines);
        if (start >= 0)
            return tail->sliced(start);
        if (span == end)
            return tail;
        if (span == maxBytes) // begin at a line unless there is just one
            return tail->sliced(std::max<qsizetype>(tail->indexOf('\n') + 1, 0) % std::max<qsizetype>(tail->size(), 1));
    }
}

} // namespace ca
