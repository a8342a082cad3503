#pragma once

#include <QByteArray>

#include "bytepump.h"

namespace ca {

/// The head of a server's answer on its way to the client, and how the end of the body that follows is known
/// (RFC 9112, section 6.3). The server may be hostile.
class ResponseHead
{
public:
    enum class State : quint8 { Incomplete, Complete, Malformed };

    /// Takes bytes up to the end of the head; returns how many.
    qsizetype feed(QByteArrayView bytes);
    void clear();

    [[nodiscard]] State state() const { return m_state; }
    // What follows holds when it is complete.
    [[nodiscard]] int status() const { return m_status; }
    /// 100 Continue and the like: another head follows.
    [[nodiscard]] bool isInterim() const { return m_status < 200; }
    [[nodiscard]] Framing bodyFraming(bool isAnswerToHead) const;
    /// The server closes its connection after the body.
    [[nodiscard]] bool isLast() const { return m_isLast; }
    /// What the client gets: without what concerns the server's connection, and unless `staysOpen` with the word that
    /// its own is closed after the body.
    [[nodiscard]] QByteArray forwarded(bool staysOpen = false) const;

private:
    void read();
    bool readField(QByteArrayView line);
    void malformed() { m_state = State::Malformed; }

    QByteArray m_raw;
    QByteArray m_statusLine;
    QByteArray m_fields;
    int m_status = 0;
    qint64 m_length = -1;
    bool m_hasEncoding = false;
    bool m_isChunked = false;
    bool m_isLast = false;
    State m_state = State::Incomplete;
};

} // namespace ca
