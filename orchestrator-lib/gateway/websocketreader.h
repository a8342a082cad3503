#pragma once

#include <QByteArray>
#include <span>

namespace ca {

/// Reads what a WebSocket client sends (RFC 6455, section 5) from bytes as they come, and unmasks it in place. Data is
/// handed on piece by piece, without putting messages together: what is carried is a stream. Strict: a client that is
/// no browser's gets no second chance.
class WebSocketReader
{
public:
    enum class Kind : quint8 {
        Nothing, ///< more bytes are needed
        Data,
        Ping,
        Pong,
        Close,
        Fault, ///< the client broke the protocol: faultCode() says how
    };
    struct Piece
    {
        Kind kind = Kind::Nothing;
        /// Valid until the next call.
        QByteArrayView data = {};
    };

    /// Takes bytes from the front of `bytes`, up to the end of one piece.
    Piece next(std::span<char> &bytes);
    /// The status to close with (section 7.4.1).
    [[nodiscard]] quint16 faultCode() const { return m_fault; }

    static constexpr quint16 goingAway = 1001;
    static constexpr quint16 protocolError = 1002;
    static constexpr quint16 wrongData = 1003;
    static constexpr quint16 policyViolation = 1008;
    static constexpr quint16 tooBig = 1009;
    static constexpr quint16 tryAgainLater = 1013;

private:
    [[nodiscard]] qsizetype headSize() const;
    bool readHead();
    Piece takeControl(std::span<char> &bytes);
    Piece takeData(std::span<char> &bytes);
    void unmask(std::span<char> bytes);
    Piece fail(quint16 code);

    QByteArray m_head;
    QByteArray m_control;
    quint64 m_left = 0;
    quint64 m_maskOffset = 0;
    quint16 m_fault = 0;
    quint8 m_opcode = 0;
    bool m_isFinal = false;
    /// Between the first and the last frame of a message.
    bool m_isContinued = false;
    bool m_isInFrame = false;
};

enum class WebSocketOpcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// The head of a whole unmasked frame, as servers send it; 2 to 10 bytes.
QByteArray webSocketFrameHead(WebSocketOpcode opcode, quint64 size);
/// A whole frame that closes the connection.
QByteArray webSocketClose(quint16 code, QByteArrayView reason);
/// The field Sec-WebSocket-Accept for a client's Sec-WebSocket-Key (section 4.2.2).
QByteArray webSocketAccept(QByteArrayView key);

} // namespace ca
