#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include "logstream.h"

namespace ca::dashboard {

/// A stretch of text from one stream.
struct LogRun
{
    LogStream stream = LogStream::Out;
    QString text;

    bool operator==(const LogRun &) const = default;
};

/// Asks for the next text of one job's logs.
struct LogRequest
{
    /// Another number is another job, read from its beginning; answers with an old number are stale.
    int generation = 0;
    /// Holds stdout.log, stderr.log and arrival.index.
    QString folder;
};

/// The next text, in order of arrival.
struct LogBatch
{
    int generation = 0;
    QList<LogRun> runs;
    /// Bytes passed over just before these runs, since only the end of a log is shown; then what is shown goes.
    qint64 skipped = 0;
    /// There was more to read.
    bool hasMore = false;
    /// Why there is no text; else empty.
    QString error;
    /// How long the read took, in milliseconds.
    qint64 took = 0;
};

/// How much of a log is shown, in bytes.
inline constexpr qint64 shownLogBytes = qint64{1} << 20;

} // namespace ca::dashboard

Q_DECLARE_METATYPE(ca::dashboard::LogBatch)
