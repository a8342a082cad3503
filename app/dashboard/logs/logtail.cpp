#include "logtail.h"

#include <QElapsedTimer>
#include <algorithm>
#include <numeric>

#include "logindex.h"

namespace ca::dashboard {

namespace {

constexpr qint64 batchBytes = qint64{128} << 10;

std::size_t indexOf(LogStream stream)
{
    return static_cast<std::size_t>(stream);
}

} // namespace

void LogTail::read(const LogRequest &request)
{
    QElapsedTimer timer;
    timer.start();
    if (request.generation != m_generation) {
        m_generation = request.generation;
        m_consumed = {};
        restart();
        m_midLine = false;
    }
    const LogReader reader(request.folder);
    QList<Piece> pieces = unread(reader, request.folder + QLatin1StringView("/arrival.index"));
    LogBatch batch;
    batch.generation = m_generation;
    batch.skipped = skipToEnd(pieces);
    readPieces(reader, pieces, batch);
    batch.took = timer.elapsed();
    Q_EMIT batchRead(batch);
}

// The index may lag behind the files by the run that still grows, so what is in the files beyond it comes last.
QList<LogTail::Piece> LogTail::unread(const LogReader &reader, const QString &indexPath) const
{
    QList<Piece> pieces;
    std::array<qint64, 2> covered = m_consumed;
    const auto addUpTo = [&pieces, &covered](LogStream stream, qint64 end) {
        qint64 &begin = covered.at(indexOf(stream));
        if (end > begin)
            pieces.append({.stream = stream, .offset = begin, .length = end - begin});
        begin = std::max(begin, end);
    };
    for (const ArrivalRange &range : readLogIndex(indexPath))
        addUpTo(range.stream, range.offset + range.length);
    addUpTo(LogStream::Out, reader.size(LogStream::Out));
    addUpTo(LogStream::Err, reader.size(LogStream::Err));
    return pieces;
}

/// Leaves the last shownLogBytes; returns how many bytes that leaves out.
qint64 LogTail::skipToEnd(QList<Piece> &pieces)
{
    const qint64 total = std::accumulate(pieces.cbegin(), pieces.cend(), qint64{0},
                                         [](qint64 sum, const Piece &piece) { return sum + piece.length; });
    if (total <= shownLogBytes)
        return 0;
    const qint64 skipped = total - shownLogBytes;
    qint64 left = skipped;
    qsizetype whole = 0;
    for (Piece &piece : pieces) {
        const qint64 part = std::min(left, piece.length);
        piece.offset += part;
        piece.length -= part;
        m_consumed.at(indexOf(piece.stream)) = piece.offset;
        left -= part;
        if (piece.length > 0)
            break;
        ++whole;
    }
    pieces.remove(0, whole);
    restart();
    m_midLine = true;
    return skipped;
}

void LogTail::readPieces(const LogReader &reader, const QList<Piece> &pieces, LogBatch &batch)
{
    qint64 room = batchBytes;
    for (const Piece &piece : pieces) {
        if (room == 0) {
            batch.hasMore = true;
            return;
        }
        const qint64 wanted = std::min(piece.length, room);
        const Result<QByteArray> bytes = reader.read(piece.stream, piece.offset, wanted);
        if (!bytes) {
            batch.error = bytes.error().message;
            return;
        }
        addText(batch, piece.stream, *bytes);
        m_consumed.at(indexOf(piece.stream)) += bytes->size();
        room -= bytes->size();
        if (bytes->size() < wanted)
            return; // the index was ahead of the file; the next request comes with the next change
        batch.hasMore = wanted < piece.length;
    }
}

void LogTail::addText(LogBatch &batch, LogStream stream, const QByteArray &bytes)
{
    QByteArrayView view = bytes;
    if (m_midLine) {
        const qsizetype newline = view.indexOf('\n');
        m_midLine = newline < 0;
        view = newline < 0 ? QByteArrayView() : view.sliced(newline + 1);
    }
    const QString text = m_decoders.at(indexOf(stream)).decode(view);
    if (text.isEmpty())
        return;
    if (!batch.runs.isEmpty() && batch.runs.constLast().stream == stream)
        batch.runs.last().text += text;
    else
        batch.runs.append({.stream = stream, .text = text});
}

void LogTail::restart()
{
    m_decoders = {};
}

} // namespace ca::dashboard
