#pragma once

#include "chunkdecoder.h"
#include "guardcontext.h"
#include "requesthead.h"

namespace ca {

/// Puts whole requests together from a connection's bytes: the head is judged before any of its body is taken, the body
/// is bounded, and what comes out is in a normal form that leaves nothing to interpret.
class RequestCollector
{
public:
    enum class State : quint8 { Idle, Head, Body, Complete, Refused };

    /// The context outlives the collector.
    explicit RequestCollector(const GuardContext &context)
        : m_context(context)
        , m_head(context.limits)
    {
    }

    /// Takes bytes up to the end of one request; returns how many.
    qsizetype feed(QByteArrayView bytes);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const RequestHead &head() const { return m_head; }
    /// When refused: the answer to give.
    [[nodiscard]] const Refusal &refusal() const { return m_refusal; }
    /// Of the body, as far as it has come.
    [[nodiscard]] qint64 bodyBytes() const { return m_body.size(); }
    /// True once for each request whose client waits for a word before it sends the body.
    bool takeContinue() { return std::exchange(m_owesContinue, false); }

    /// Appends the complete request in its normal form; the body's memory is given back.
    void takeRequest(QByteArray &out);
    /// For the next request.
    void clear();

private:
    qsizetype feedBody(QByteArrayView bytes);
    qsizetype feedChunks(QByteArrayView bytes);
    void beginBody();
    void refuse(const Refusal &refusal);

    const GuardContext &m_context;
    RequestHead m_head;
    ChunkDecoder m_chunks{0};
    QByteArray m_body;
    Refusal m_refusal;
    State m_state = State::Idle;
    bool m_owesContinue = false;
};

} // namespace ca
