#pragma once

#include <QByteArray>

#include "chunkdecoder.h"

namespace ca {

/// Knows where a response ends, and makes it fit its request: none of a body for HEAD, no chunks for HTTP/1.0, and a
/// word when the connection is closed after it.
class ResponseFilter
{
public:
    struct Request
    {
        bool isHead = false;
        bool isHttp10 = false;
        bool isLast = false;
    };

    /// For the response to this request.
    void begin(Request request);
    /// Appends to `out` what is to be sent for these bytes of the server's.
    void write(QByteArrayView bytes, QByteArray &out);

    [[nodiscard]] bool hasBegun() const { return m_hasBegun; }
    [[nodiscard]] bool isComplete() const { return m_place == Place::Complete; }
    /// The connection must be closed after this response.
    [[nodiscard]] bool isLast() const { return m_request.isLast; }
    /// The server has said how much it will write, and has not yet done so.
    [[nodiscard]] bool isPromised() const { return m_place == Place::Length; }

private:
    enum class Place : quint8 { Head, Length, Chunks, UntilClose, Complete };

    qsizetype writeHead(QByteArrayView bytes, QByteArray &out);
    qsizetype writeLength(QByteArrayView bytes, QByteArray &out);
    qsizetype writeChunks(QByteArrayView bytes, QByteArray &out);
    /// `head` is whole, without its last empty line.
    void judgeHead(QByteArrayView head, QByteArray &out);
    void judgeField(QByteArrayView line, QByteArray &out);
    void decideEnd(int status);

    Request m_request;
    QByteArray m_head;
    ChunkDecoder m_chunks{0};
    qint64 m_left = -1;
    bool m_isChunked = false;
    bool m_hasBegun = false;
    Place m_place = Place::Complete;
};

} // namespace ca
