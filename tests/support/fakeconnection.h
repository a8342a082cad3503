#pragma once

#include <QTcpSocket>
#include <optional>

#include "fakeanswer.h"

namespace ca::test {

class FakeProvider;

/// One client of a FakeProvider: reads requests and writes their answers, in the provider's thread; a child of its
/// socket.
class FakeConnection : public QObject
{
    Q_OBJECT

public:
    FakeConnection(FakeProvider &provider, QTcpSocket *socket);
    ~FakeConnection() override;

private:
    void read();
    /// The next whole request.
    std::optional<FakeRequest> takeRequest();
    void answer(const FakeRequest &request);
    void begin(const FakeAnswer &answer, const FakeRequest &request);
    void sendPiece();

    FakeProvider &m_provider;
    QTcpSocket *m_socket;
    QByteArray m_received;
    /// What is left to send, and how.
    QByteArray m_rest;
    FakeAnswer m_answer;
    bool m_isAnswering = false;
};

} // namespace ca::test
