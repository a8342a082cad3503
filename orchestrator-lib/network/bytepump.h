#pragma once

#include <QByteArray>
#include <atomic>

#include "chunkdecoder.h"
#include "pipepool.h"

namespace ca {

/// How the end of what a pump moves is known.
struct Framing
{
    enum class Kind : quint8 { Nothing, Length, Chunked, UntilEnd };
    Kind kind = Kind::Nothing;
    /// Of Length.
    qint64 bytes = 0;
};

/// Moves bytes from one socket to another, in one direction, without waiting: first those that it is given, then those
/// that come. What has an end that is known (a body) is followed by nothing, whatever else comes. Plain bytes are never
/// copied (splice(2)); chunks are read, so that only what is certainly part of the body is passed on.
class BytePump
{
public:
    enum class State : quint8 {
        Moving,
        Done,   ///< everything up to the end was passed on
        Broken, ///< one of the sockets, or the framing
    };

    /// The counter has what was passed on.
    BytePump(PipePool &pipes, std::atomic<qint64> &counter)
        : m_pipes(pipes)
        , m_counter(counter)
    {
    }
    ~BytePump();
    BytePump(const BytePump &) = delete;
    BytePump &operator=(const BytePump &) = delete;

    /// `first` goes out before anything is read, and is not part of the body.
    void begin(int from, int to, Framing framing, QByteArray first = {});
    /// The same with bytes of the body that were read already.
    void beginWith(int from, int to, Framing framing, QByteArray first, QByteArrayView body);

    /// For good, unless it begins again: its sockets are about to be closed.
    void stop();

    /// As much as goes without waiting, up to a few megabytes.
    void move();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isMoving() const { return m_state == State::Moving && m_from >= 0; }
    /// More was read than belongs to the body; it was dropped.
    [[nodiscard]] bool hasSurplus() const { return m_hasSurplus; }
    /// What has to become ready for it to go on.
    [[nodiscard]] bool wantsToRead() const { return isMoving() && !hasPending(); }
    [[nodiscard]] bool wantsToWrite() const { return isMoving() && hasPending(); }

private:
    [[nodiscard]] bool hasPending() const { return m_sent < m_outgoing.size() || m_inPipe > 0; }
    [[nodiscard]] bool isAtEnd() const;
    /// Each false when it has to wait, or when the state is no longer Moving.
    bool moveOnce();
    bool flushOutgoing();
    bool flushPipe();
    bool readChunks();
    bool fillPipe();
    void takeBody(QByteArrayView bytes);
    void takeChunks(QByteArrayView bytes);
    void returnPipe();
    bool isRefused(ssize_t result);

    PipePool &m_pipes;
    std::atomic<qint64> &m_counter;
    int m_from = -1;
    int m_to = -1;
    Framing m_framing;
    QByteArray m_outgoing;
    qsizetype m_sent = 0;
    SplicePipe m_pipe;
    qint64 m_inPipe = 0;
    ChunkDecoder m_chunks{0};
    bool m_hasEnded = false;
    bool m_hasSurplus = false;
    State m_state = State::Moving;
};

} // namespace ca
