#pragma once

#include <QByteArray>
#include <chrono>

#include "uniquefd.h"

namespace ca::bench {

/// One keep-alive connection to a server on this machine, as cheap as can be: no headers are kept, and the body only
/// when asked for. Not for hostile servers.
class HttpConnection
{
public:
    enum class State : std::uint8_t { Waiting, Done, Broken };

    explicit HttpConnection(quint16 port);

    [[nodiscard]] bool isOpen() const { return m_fd.isValid(); }
    [[nodiscard]] int fd() const { return m_fd.get(); }
    void setKeepsBody(bool keepsBody) { m_keepsBody = keepsBody; }

    /// Sends a whole request; an answer is then awaited.
    void send(const QByteArray &request);
    /// Takes what has arrived, without waiting.
    State receive();
    /// Waits for the whole answer; false when it does not come.
    bool await(std::chrono::milliseconds patience);
    /// Waits for the first byte of the body.
    bool awaitBody(std::chrono::milliseconds patience);

    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] const QByteArray &body() const { return m_body; }

private:
    void takeHead();
    bool awaitUntil(std::chrono::milliseconds patience, bool firstByteOnly);

    UniqueFd m_fd;
    State m_state = State::Done;
    bool m_keepsBody = false;
    bool m_hasHead = false;
    int m_status = 0;
    QByteArray m_head;
    QByteArray m_body;
    qint64 m_received = 0;
    /// -1: until the server ends it.
    qint64 m_length = -1;
};

/// "GET PATH HTTP/1.1 …", ready to send.
QByteArray getRequest(quint16 port, const QByteArray &path);
QByteArray postRequest(quint16 port, const QByteArray &path, const QByteArray &json);

} // namespace ca::bench
