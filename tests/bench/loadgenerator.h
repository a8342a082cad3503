#pragma once

#include <QByteArray>
#include <QList>
#include <chrono>

#include "result.h"

namespace ca::bench {

/// What is asked of a server, and how hard.
struct Load
{
    quint16 port = 0;
    /// Ready to send; taken in turn.
    QList<QByteArray> requests;
    int connections = 1;
    std::chrono::milliseconds duration{2000};
    /// Between an answer and the next request of the same connection.
    std::chrono::microseconds pause{0};
};

struct LoadAnswer
{
    qint64 answers = 0;
    double seconds = 0;
    QList<double> latenciesMs;

    [[nodiscard]] double rate() const { return static_cast<double>(answers) / seconds; }
};

/// Sends requests over keep-alive connections, the next when the last was answered, and blocks for as long. One epoll
/// loop on the calling thread: what it costs itself is taken from the server it measures. Errors: Io when a connection
/// breaks or an answer is not 200.
Result<LoadAnswer> generateLoad(const Load &load);

} // namespace ca::bench
