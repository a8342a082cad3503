#pragma once

#include <QObject>

#include "reconnectingstream.h"

namespace ca::cli {

/// One log of a job, from its first byte on: as it is now, or on to the job's end. Taken up where it was after the
/// connection broke.
class LogFollow : public QObject
{
    Q_OBJECT

public:
    struct Config
    {
        QString jobId;
        /// "stdout" or "stderr".
        QString stream;
        bool untilJobEnds = true;
        std::chrono::seconds patience{60};
    };

    LogFollow(ApiClient &api, const Config &config, QObject *parent = nullptr);

    void start() { m_stream.start(); }
    void stop() { m_stream.stop(); }
    void setPaused(bool isPaused) { m_stream.setPaused(isPaused); }

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void lost(const QString &reason);
    void ended();
    void failed(const ca::cli::CliError &error);

private:
    void pass(const QByteArray &bytes);

    ReconnectingStream m_stream;
    qint64 m_passed = 0;
    /// The follower's answer starts with the log's first byte each time.
    qint64 m_toSkip = 0;
};

} // namespace ca::cli
