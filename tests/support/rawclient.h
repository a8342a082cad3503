#pragma once

#include <QTcpSocket>
#include <QUrl>

#include "httpclient.h"

namespace ca::test {

/// A client that sends exactly the bytes it is told to, and reads answers one after the other. Every wait has an end,
/// and runs the event loop, so that the server may be in this process.
class RawClient
{
public:
    explicit RawClient(const QUrl &server);

    /// Does not wait.
    void send(const QByteArray &bytes);
    /// The next answer that is not 100; status 0 when none came whole. `isHead`: it has no body.
    HttpAnswer answer(bool isHead = false, int milliseconds = 20'000);
    HttpAnswer ask(const QByteArray &request) { return send(request), answer(request.startsWith("HEAD ")); }

    /// Waits until the server has closed the connection; what came is kept.
    bool isClosed(int milliseconds = 20'000);
    /// What came and was not taken for an answer.
    [[nodiscard]] QByteArray rest();
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

    /// "METHOD path" and the Host field as a head, with more fields (each with its line's end).
    [[nodiscard]] QByteArray head(const QByteArray &method, const QString &path, const QByteArray &fields = {}) const;

private:
    bool takeHead(HttpAnswer &answer);
    bool takeBody(HttpAnswer &answer, bool isHead);

    QTcpSocket m_socket;
    QByteArray m_host;
    QByteArray m_received;
};

} // namespace ca::test
