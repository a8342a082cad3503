#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>
#include <array>
#include <memory>

#include "logindex.h"
#include "result.h"
#include "uniquefd.h"

namespace ca {

/// Moves one job's output from its pipes to its files, on the log thread.
class LogPump : public QObject
{
    Q_OBJECT

public:
    /// Makes the files in the folder anew. The pipes are the reading ends.
    static Result<std::unique_ptr<LogPump>> create(const QString &folder, qint64 maxBytes, UniqueFd out, UniqueFd err);

    /// Goes on behind what the files of an earlier pump hold, which may have ended at any moment.
    static Result<std::unique_ptr<LogPump>> reopen(const QString &folder, qint64 maxBytes, UniqueFd out, UniqueFd err);

    /// What a file holds; before start().
    [[nodiscard]] qint64 bytes(LogStream stream) const { return m_channels.at(static_cast<size_t>(stream)).bytes; }

    /// To be called on the log thread.
    void start();

Q_SIGNALS:
    void appended(qint64 outBytes, qint64 errBytes);
    void finished(const QString &error);

private:
    struct Channel
    {
        UniqueFd pipe;
        UniqueFd file;
        std::unique_ptr<QSocketNotifier> notifier;
        qint64 bytes = 0;
    };

    LogPump(qint64 maxBytes, qint64 startTime);
    Channel &channel(LogStream stream) { return m_channels.at(static_cast<size_t>(stream)); }
    bool mendIndex(bool hasHeader, const QList<ArrivalRange> &known);
    void drain(LogStream stream);
    void keep(LogStream stream, qint64 size);
    void fail(const QString &what, int errorNumber);
    void close(LogStream stream);
    void publish();
    void writeIndex(bool all);

    qint64 m_maxBytes;
    qint64 m_dropped = 0;
    LogIndexWriter m_index;
    UniqueFd m_indexFile;
    std::array<Channel, 2> m_channels;
    QByteArray m_buffer;
    QTimer m_publishTimer;
    QString m_error;
};

} // namespace ca
