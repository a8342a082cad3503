#pragma once

#include <QByteArrayView>

namespace ca {

/// Reads a chunked body (RFC 9112, section 7.1) strictly from bytes as they come, without copying them. Extensions and
/// trailers are dropped, and bounded.
class ChunkDecoder
{
public:
    enum class State : quint8 { Reading, Done, Malformed, TooLarge };

    /// `maxBytes` are what the chunks may hold in all.
    explicit ChunkDecoder(qint64 maxBytes)
        : m_left(maxBytes)
    {
    }

    struct Piece
    {
        /// How many bytes were taken.
        qsizetype taken = 0;
        /// What of them belongs to the body; may be empty.
        QByteArrayView data = {};
    };
    /// Takes bytes up to the end of one piece of data, or of the body; to be called until it took all or state() is no
    /// longer Reading.
    Piece next(QByteArrayView bytes);
    [[nodiscard]] State state() const { return m_state; }

private:
    enum class Place : quint8 {
        Size,
        Extension,
        SizeLineFeed,
        Data,
        DataReturn,
        DataLineFeed,
        TrailerBegin,
        Trailer,
        TrailerLineFeed,
        LastLineFeed
    };

    void takeByte(char byte);
    void takeSizeByte(char byte);
    void endSizeLine();
    /// Goes on when the byte is the one that must come.
    void expect(char byte, char wanted, Place next);
    /// For bytes that carry nothing.
    void takeIgnored(char byte, Place atReturn);
    void fail(State state) { m_state = state; }

    /// Bytes of the body that may still come.
    qint64 m_left;
    quint64 m_size = 0;
    int m_digits = 0;
    /// Bytes that carried nothing, as far as they exceed what the data brought with it excuses.
    qint64 m_overhead = 0;
    Place m_place = Place::Size;
    State m_state = State::Reading;
};

} // namespace ca
