#pragma once

#include <QNetworkReply>
#include <QObject>
#include <QTimer>
#include <functional>

#include "apiclient.h"
#include "backoff.h"

namespace ca::cli {

/// One GET whose body comes bit by bit, asked for again when the connection breaks, until patience is over.
class ReconnectingStream : public QObject
{
    Q_OBJECT

public:
    struct Config
    {
        QString path;
        std::chrono::seconds patience{60};
        /// Without a byte for so long the connection is taken for dead; 0: never.
        std::chrono::seconds mostSilence{0};
        /// The server never ends the answer: when it does, that is a broken connection.
        bool isEndless = false;
        /// Asked before each try.
        std::function<ApiClient::Headers()> headers = {};
    };

    ReconnectingStream(ApiClient &api, Config config, QObject *parent = nullptr);
    ~ReconnectingStream() override;

    void start();
    /// Nothing is emitted after this.
    void stop();
    /// While paused nothing is read, so the server waits too.
    void setPaused(bool isPaused);

Q_SIGNALS:
    /// An answer begins: a first one, or again from its start (or what the headers asked for).
    void opened(const QNetworkReply &reply);
    void received(const QByteArray &bytes);
    /// The server has sent everything.
    void completed();
    /// The connection is broken; it is tried again.
    void lost(const QString &reason);
    /// Refused, or patience is over (Unreachable). Nothing follows.
    void failed(const ca::cli::CliError &error);

private:
    void connectReply();
    void read();
    void finish();
    void giveUpOrRetry(const CliError &error);
    void drop();
    [[nodiscard]] bool isSuccess() const;

    ApiClient &m_api;
    Config m_config;
    Backoff m_backoff;
    QTimer m_retry;
    QTimer m_silence;
    QNetworkReply *m_reply = nullptr;
    bool m_isOpen = false;
    bool m_isPaused = false;
};

} // namespace ca::cli
