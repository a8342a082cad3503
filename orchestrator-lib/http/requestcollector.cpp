#include "requestcollector.h"

#include <algorithm>

namespace ca {

using namespace Qt::StringLiterals;

void RequestCollector::refuse(const Refusal &refusal)
{
    m_refusal = refusal;
    m_state = State::Refused;
}

void RequestCollector::clear()
{
    m_head.clear();
    m_body = {};
    m_state = State::Idle;
    m_owesContinue = false;
}

qsizetype RequestCollector::feed(QByteArrayView bytes)
{
    if (m_state == State::Body)
        return m_head.isChunked() ? feedChunks(bytes) : feedBody(bytes);
    if (m_state != State::Idle && m_state != State::Head)
        return 0;
    const qsizetype taken = m_head.feed(bytes);
    if (m_head.state() == RequestHead::State::Refused)
        refuse(m_head.refusal());
    else if (m_head.state() == RequestHead::State::Complete)
        beginBody();
    else if (m_head.hasBegun())
        m_state = State::Head;
    return taken;
}

void RequestCollector::beginBody()
{
    if (m_context.check) {
        if (const auto refusal = m_context.check(m_head))
            return refuse(*refusal);
    }
    if (m_head.contentLength() > m_context.limits.bodyBytes)
        return refuse(Refusal::bodyTooLarge(m_context.limits.bodyBytes));
    const bool hasBody = m_head.isChunked() || m_head.contentLength() > 0;
    m_state = hasBody ? State::Body : State::Complete;
    m_owesContinue = hasBody && m_head.expectsContinue() && !m_head.isHttp10();
    m_chunks = ChunkDecoder(m_context.limits.bodyBytes);
}

qsizetype RequestCollector::feedBody(QByteArrayView bytes)
{
    const auto taken = static_cast<qsizetype>(std::min<qint64>(bytes.size(), m_head.contentLength() - m_body.size()));
    m_body.append(bytes.first(taken));
    if (m_body.size() == m_head.contentLength())
        m_state = State::Complete;
    return taken;
}

qsizetype RequestCollector::feedChunks(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_chunks.state() == ChunkDecoder::State::Reading) {
        const ChunkDecoder::Piece piece = m_chunks.next(bytes.sliced(taken));
        taken += piece.taken;
        m_body.append(piece.data);
    }
    if (m_chunks.state() == ChunkDecoder::State::Done)
        m_state = State::Complete;
    else if (m_chunks.state() == ChunkDecoder::State::Malformed)
        refuse(Refusal::malformed(u"the body is not chunked as its header says"_s));
    else if (m_chunks.state() == ChunkDecoder::State::TooLarge)
        refuse(Refusal::bodyTooLarge(m_context.limits.bodyBytes));
    return taken;
}

void RequestCollector::takeRequest(QByteArray &out)
{
    m_head.appendNormalForm(out, m_body.size());
    out.append(m_body);
    m_body = {};
}

} // namespace ca
