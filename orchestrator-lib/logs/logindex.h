#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

#include "logstream.h"

namespace ca {

/// A run of bytes of one stream that came in at a time.
struct ArrivalRange
{
    LogStream stream = LogStream::Out;
    /// In the stream's own file, in bytes.
    qint64 offset = 0;
    qint64 length = 0;
    /// Milliseconds since 1970.
    qint64 time = 0;

    bool operator==(const ArrivalRange &) const = default;
};

/// `arrival.index`: in which order stdout and stderr came. All numbers are little-endian. A header of 16 bytes: the
/// magic "CALOGIX1" and the start time (u64, milliseconds since 1970); then records of 8 bytes: the length (u32, its
/// top bit set for stderr) and the time since the start (u32, milliseconds). A file that was cut off in the middle of a
/// record is read up to there.
class LogIndexWriter
{
public:
    explicit LogIndexWriter(qint64 startTime)
        : m_start(startTime)
    {
    }

    /// What a new file begins with.
    [[nodiscard]] QByteArray header() const;
    /// Notes bytes that came in; runs of one stream within a frame become one record.
    void add(LogStream stream, qint64 length, qint64 time);
    /// The records that are due to be written; the last run may still grow unless `all`.
    QByteArray take(bool all);

private:
    void closeRun();

    qint64 m_start;
    QByteArray m_records;
    LogStream m_stream = LogStream::Out;
    qint64 m_length = 0;
    qint64 m_time = 0;
};

inline constexpr qsizetype logIndexHeaderBytes = 16;
inline constexpr qsizetype logIndexRecordBytes = 8;

/// The start time that a header says; nothing when it is none, or damaged.
std::optional<qint64> logIndexStart(const QByteArray &header);
/// One record; its offset is not in it, and its time counts from the start.
ArrivalRange readLogRecord(const char *record);

/// The ranges in order of arrival; empty when there is no index. See ArrivalReader for one that grows.
QList<ArrivalRange> readLogIndex(const QString &path);

} // namespace ca
