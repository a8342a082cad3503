#include "bytepump.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/socket.h>

namespace ca {

namespace {
constexpr qint64 mostPerSplice = 1024LL * 1024;
/// Then the other connections get their turn.
constexpr qint64 mostPerMove = 4 * mostPerSplice;
constexpr qsizetype chunkBufferBytes = 64LL * 1024;
} // namespace

BytePump::~BytePump()
{
    returnPipe();
}

void BytePump::stop()
{
    returnPipe();
    m_from = m_to = -1;
}

void BytePump::begin(int from, int to, Framing framing, QByteArray first)
{
    beginWith(from, to, framing, std::move(first), {});
}

void BytePump::beginWith(int from, int to, Framing framing, QByteArray first, QByteArrayView body)
{
    m_from = from;
    m_to = to;
    m_framing = framing;
    m_outgoing = std::move(first);
    m_sent = 0;
    m_chunks = ChunkDecoder(std::numeric_limits<qint64>::max());
    m_hasEnded = false;
    m_hasSurplus = false;
    m_state = State::Moving;
    if (m_framing.kind == Framing::Kind::Chunked)
        takeChunks(body);
    else
        takeBody(body);
}

void BytePump::takeBody(QByteArrayView bytes)
{
    if (m_framing.kind == Framing::Kind::Nothing) {
        m_hasSurplus = !bytes.isEmpty();
        return;
    }
    if (m_framing.kind == Framing::Kind::Length) {
        m_hasSurplus = bytes.size() > m_framing.bytes;
        bytes = bytes.first(std::min<qint64>(bytes.size(), m_framing.bytes));
        m_framing.bytes -= bytes.size();
    }
    m_outgoing.append(bytes);
}

void BytePump::takeChunks(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_chunks.state() == ChunkDecoder::State::Reading) {
        const ChunkDecoder::Piece piece = m_chunks.next(bytes);
        if (m_chunks.state() == ChunkDecoder::State::Malformed || m_chunks.state() == ChunkDecoder::State::TooLarge) {
            m_state = State::Broken;
            return;
        }
        m_outgoing.append(bytes.first(piece.taken));
        bytes = bytes.sliced(piece.taken);
    }
    m_hasSurplus = !bytes.isEmpty();
}

void BytePump::move()
{
    const qint64 until = m_counter.load(std::memory_order_relaxed) + mostPerMove;
    while (isMoving() && m_counter.load(std::memory_order_relaxed) < until && moveOnce()) {
    }
    if (m_state != State::Moving || m_inPipe == 0)
        returnPipe();
}

bool BytePump::moveOnce()
{
    if (m_sent < m_outgoing.size())
        return flushOutgoing();
    if (m_inPipe > 0)
        return flushPipe();
    if (isAtEnd()) {
        m_state = State::Done;
        return false;
    }
    return m_framing.kind == Framing::Kind::Chunked ? readChunks() : fillPipe();
}

bool BytePump::isAtEnd() const
{
    switch (m_framing.kind) {
    case Framing::Kind::Nothing:
        return true;
    case Framing::Kind::Length:
        return m_framing.bytes == 0;
    case Framing::Kind::Chunked:
        return m_chunks.state() == ChunkDecoder::State::Done;
    case Framing::Kind::UntilEnd:
        return m_hasEnded;
    }
    return true;
}

bool BytePump::isRefused(ssize_t result)
{
    if (result >= 0 || errno == EINTR)
        return false;
    if (errno != EAGAIN)
        m_state = State::Broken;
    return true;
}

bool BytePump::flushOutgoing()
{
    const ssize_t count = ::send(m_to, m_outgoing.constData() + m_sent,
                                 static_cast<std::size_t>(m_outgoing.size() - m_sent), MSG_NOSIGNAL);
    if (isRefused(count))
        return false;
    m_sent += std::max<ssize_t>(count, 0);
    m_counter.fetch_add(std::max<ssize_t>(count, 0), std::memory_order_relaxed);
    if (m_sent == m_outgoing.size()) {
        m_outgoing.clear();
        m_sent = 0;
    }
    return true;
}

bool BytePump::flushPipe()
{
    const ssize_t count = ::splice(m_pipe.read.get(), nullptr, m_to, nullptr, static_cast<std::size_t>(m_inPipe),
                                   SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    if (isRefused(count))
        return false;
    m_inPipe -= std::max<ssize_t>(count, 0);
    m_counter.fetch_add(std::max<ssize_t>(count, 0), std::memory_order_relaxed);
    return true;
}

bool BytePump::fillPipe()
{
    if (!m_pipe.read.isValid())
        m_pipe = m_pipes.take();
    const qint64 most =
        m_framing.kind == Framing::Kind::Length ? std::min(m_framing.bytes, mostPerSplice) : mostPerSplice;
    const ssize_t count = ::splice(m_from, nullptr, m_pipe.write.get(), nullptr, static_cast<std::size_t>(most),
                                   SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    if (isRefused(count))
        return false;
    if (count == 0) {
        // A body that ends before its length says so is a broken one.
        m_hasEnded = true;
        if (m_framing.kind == Framing::Kind::Length)
            m_state = State::Broken;
        return m_state == State::Moving;
    }
    m_inPipe += std::max<ssize_t>(count, 0);
    if (m_framing.kind == Framing::Kind::Length)
        m_framing.bytes -= std::max<ssize_t>(count, 0);
    return true;
}

bool BytePump::readChunks()
{
    QByteArray buffer(chunkBufferBytes, Qt::Uninitialized);
    const ssize_t count = ::recv(m_from, buffer.data(), static_cast<std::size_t>(buffer.size()), 0);
    if (isRefused(count))
        return false;
    if (count == 0) {
        m_state = State::Broken;
        return false;
    }
    takeChunks(QByteArrayView(buffer).first(std::max<ssize_t>(count, 0)));
    return m_state == State::Moving;
}

void BytePump::returnPipe()
{
    if (!m_pipe.read.isValid())
        return;
    if (m_inPipe == 0)
        m_pipes.giveBack(std::move(m_pipe));
    m_pipe = {};
    m_inPipe = 0;
}

} // namespace ca
