#include "logindex.h"

#include <QFile>
#include <QtEndian>
#include <array>
#include <limits>

namespace ca {

namespace {
constexpr QByteArrayView magic("CALOGIX1");
constexpr quint32 errBit = 0x8000'0000U;
constexpr qint64 maxRun = errBit - 1;
/// Bytes of one stream that come closer than this together are one event for people.
constexpr qint64 frameMs = 16;
} // namespace

QByteArray LogIndexWriter::header() const
{
    std::array<char, sizeof(quint64)> start{};
    qToLittleEndian<quint64>(static_cast<quint64>(m_start), start.data());
    return QByteArray(magic.data(), magic.size()).append(start.data(), start.size());
}

void LogIndexWriter::add(LogStream stream, qint64 length, qint64 time)
{
    if (m_length > 0 && (stream != m_stream || time - m_time > frameMs))
        closeRun();
    if (m_length == 0) {
        m_stream = stream;
        m_time = time;
    }
    m_length += length;
    while (m_length > maxRun)
        closeRun();
}

void LogIndexWriter::closeRun()
{
    const auto length = static_cast<quint32>(std::min(m_length, maxRun));
    std::array<char, logIndexRecordBytes> record{};
    qToLittleEndian<quint32>(m_stream == LogStream::Err ? length | errBit : length, record.data());
    qToLittleEndian<quint32>(static_cast<quint32>(std::max<qint64>(m_time - m_start, 0)), record.data() + 4);
    m_records.append(record.data(), record.size());
    m_length -= length;
}

QByteArray LogIndexWriter::take(bool all)
{
    if (all && m_length > 0)
        closeRun();
    return std::exchange(m_records, {});
}

std::optional<qint64> logIndexStart(const QByteArray &header)
{
    if (header.size() < logIndexHeaderBytes || !header.startsWith(magic))
        return {};
    const auto start = static_cast<qint64>(qFromLittleEndian<quint64>(header.constData() + magic.size()));
    if (start < 0 || start > std::numeric_limits<qint64>::max() - std::numeric_limits<quint32>::max())
        return {}; // damaged: no time can be counted from there
    return start;
}

ArrivalRange readLogRecord(const char *record)
{
    const auto length = qFromLittleEndian<quint32>(record);
    return {.stream = (length & errBit) != 0 ? LogStream::Err : LogStream::Out,
            .offset = 0,
            .length = length & ~errBit,
            .time = qFromLittleEndian<quint32>(record + sizeof(quint32))};
}

QList<ArrivalRange> readLogIndex(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    const std::optional<qint64> start = logIndexStart(bytes.first(std::min(bytes.size(), logIndexHeaderBytes)));
    if (!start)
        return {};
    QList<ArrivalRange> ranges;
    ranges.reserve((bytes.size() - logIndexHeaderBytes) / logIndexRecordBytes);
    std::array<qint64, 2> offsets{};
    for (qsizetype at = logIndexHeaderBytes; at + logIndexRecordBytes <= bytes.size(); at += logIndexRecordBytes) {
        ArrivalRange range = readLogRecord(bytes.constData() + at);
        qint64 &offset = offsets.at(static_cast<size_t>(range.stream));
        range.offset = std::exchange(offset, offset + range.length);
        range.time += *start;
        ranges.append(range);
    }
    return ranges;
}

} // namespace ca
