#pragma once

#include <QObject>
#include <array>

#include "logdecoder.h"
#include "logreader.h"
#include "logtypes.h"

namespace ca::dashboard {

/// Reads a job's logs in order of arrival, from where the last request ended. Lives on a thread of its own; one answer
/// per request.
class LogTail : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void read(const LogRequest &request);

Q_SIGNALS:
    void batchRead(const ca::dashboard::LogBatch &batch);

private:
    struct Piece
    {
        LogStream stream = LogStream::Out;
        qint64 offset = 0;
        qint64 length = 0;
    };

    [[nodiscard]] QList<Piece> unread(const LogReader &reader, const QString &indexPath) const;
    qint64 skipToEnd(QList<Piece> &pieces);
    void readPieces(const LogReader &reader, const QList<Piece> &pieces, LogBatch &batch);
    void addText(LogBatch &batch, LogStream stream, const QByteArray &bytes);
    void restart();

    int m_generation = 0;
    /// Per stream: bytes that need no more reading, and what makes text of them.
    std::array<qint64, 2> m_consumed{};
    std::array<LogDecoder, 2> m_decoders;
    /// After a skip the text begins with the next whole line.
    bool m_midLine = false;
};

} // namespace ca::dashboard
