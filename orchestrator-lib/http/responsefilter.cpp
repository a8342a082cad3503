#include "responsefilter.h"

#include <algorithm>
#include <limits>

namespace ca {

namespace {
bool startsWith(QByteArrayView line, QByteArrayView name)
{
    return line.size() >= name.size() && line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0;
}
} // namespace

void ResponseFilter::begin(Request request)
{
    m_request = request;
    m_head.clear();
    m_chunks = ChunkDecoder(std::numeric_limits<qint64>::max());
    m_left = -1;
    m_isChunked = m_hasBegun = false;
    m_place = Place::Head;
}

void ResponseFilter::write(QByteArrayView bytes, QByteArray &out)
{
    m_hasBegun = true;
    while (!bytes.isEmpty() && m_place != Place::Complete) {
        qsizetype taken = bytes.size();
        switch (m_place) {
        case Place::Head:
            taken = writeHead(bytes, out);
            break;
        case Place::Length:
            taken = writeLength(bytes, out);
            break;
        case Place::Chunks:
            taken = writeChunks(bytes, out);
            break;
        case Place::UntilClose:
            out.append(bytes);
            break;
        case Place::Complete: // what is too much is dropped
            break;
        }
        bytes = bytes.sliced(taken);
    }
}

qsizetype ResponseFilter::writeHead(QByteArrayView bytes, QByteArray &out)
{
    // As a rule it comes whole, and is not copied.
    if (m_head.isEmpty()) {
        if (const qsizetype end = bytes.indexOf("\r\n\r\n"); end >= 0) {
            judgeHead(bytes.first(end + 2), out);
            return end + 4;
        }
    }
    const qsizetype before = m_head.size();
    m_head.append(bytes);
    const qsizetype end = m_head.indexOf("\r\n\r\n", std::max<qsizetype>(before - 3, 0));
    if (end < 0)
        return bytes.size();
    judgeHead(QByteArrayView(m_head).first(end + 2), out);
    return end + 4 - before;
}

void ResponseFilter::judgeHead(QByteArrayView head, QByteArray &out)
{
    const qsizetype statusEnd = head.indexOf("\r\n") + 2;
    const int status = head.size() > 12 ? head.sliced(9, 3).toInt() : 0;
    out.append(head.first(statusEnd));
    for (head = head.sliced(statusEnd); !head.isEmpty();) {
        const qsizetype size = head.indexOf("\r\n") + 2;
        judgeField(head.first(size), out);
        head = head.sliced(size);
    }
    decideEnd(status);
    out.append(m_request.isLast ? QByteArrayView("Connection: close\r\n\r\n") : QByteArrayView("\r\n"));
}

void ResponseFilter::judgeField(QByteArrayView line, QByteArray &out)
{
    if (startsWith(line, "Connection:")) {
        m_request.isLast |= line.sliced(11).trimmed().compare("close", Qt::CaseInsensitive) == 0;
        return;
    }
    if (startsWith(line, "Content-Length:")) {
        m_left = line.sliced(15).trimmed().toLongLong();
    } else if (startsWith(line, "Transfer-Encoding:")) {
        m_isChunked = true;
        if (m_request.isHttp10)
            return;
    }
    out.append(line);
}

void ResponseFilter::decideEnd(int status)
{
    if (m_isChunked) {
        m_place = Place::Chunks;
    } else if (m_left == 0 || m_request.isHead || status == 204 || status == 304) {
        m_place = Place::Complete;
    } else if (m_left > 0) {
        m_place = Place::Length;
    } else {
        m_place = Place::UntilClose;
        m_request.isLast = true;
    }
}

qsizetype ResponseFilter::writeLength(QByteArrayView bytes, QByteArray &out)
{
    const auto taken = static_cast<qsizetype>(std::min<qint64>(bytes.size(), m_left));
    out.append(bytes.first(taken));
    m_left -= taken;
    if (m_left == 0)
        m_place = Place::Complete;
    return taken;
}

qsizetype ResponseFilter::writeChunks(QByteArrayView bytes, QByteArray &out)
{
    const ChunkDecoder::Piece piece = m_chunks.next(bytes);
    // The end of a body for HEAD is waited for all the same: what still comes must not meet the next response.
    if (!m_request.isHead)
        out.append(m_request.isHttp10 ? piece.data : bytes.first(piece.taken));
    if (m_chunks.state() != ChunkDecoder::State::Reading)
        m_place = Place::Complete;
    return piece.taken;
}

} // namespace ca
