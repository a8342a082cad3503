#include "reconnectingstream.h"

#include <QPointer>

namespace ca::cli {

namespace {
constexpr int tooManyRequests = 429;
constexpr int unavailable = 503;

/// Failures that pass: no answer, or one that asks to come back.
bool isPassing(const CliError &error)
{
    return error.exitCode == ExitCode::Unreachable || error.httpStatus == tooManyRequests ||
           error.httpStatus == unavailable;
}
} // namespace

ReconnectingStream::ReconnectingStream(ApiClient &api, Config config, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_config(std::move(config))
    , m_backoff(m_config.patience)
{
    m_retry.setSingleShot(true);
    m_silence.setSingleShot(true);
    m_silence.setInterval(m_config.mostSilence);
    connect(&m_retry, &QTimer::timeout, this, &ReconnectingStream::connectReply);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        giveUpOrRetry({.exitCode = ExitCode::Unreachable,
                       .error = {ErrorCode::Io, QStringLiteral("the server has fallen silent"), {}}});
    });
}

ReconnectingStream::~ReconnectingStream()
{
    drop();
}

void ReconnectingStream::start()
{
    connectReply();
}

void ReconnectingStream::stop()
{
    m_retry.stop();
    drop();
}

void ReconnectingStream::drop()
{
    m_silence.stop();
    m_isOpen = false;
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void ReconnectingStream::connectReply()
{
    drop();
    m_reply = m_api.open(m_config.path, m_config.headers ? m_config.headers() : ApiClient::Headers());
    connect(m_reply, &QNetworkReply::readyRead, this, &ReconnectingStream::read);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &ReconnectingStream::read);
    connect(m_reply, &QNetworkReply::finished, this, &ReconnectingStream::finish);
    if (m_config.mostSilence.count() > 0)
        m_silence.start();
}

bool ReconnectingStream::isSuccess() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status >= 200 && status < 300;
}

void ReconnectingStream::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    m_silence.stop();
    if (m_isPaused || !m_reply)
        return;
    if (m_config.mostSilence.count() > 0)
        m_silence.start();
    if (m_reply->isFinished())
        finish();
    else
        read();
}

void ReconnectingStream::read()
{
    if (m_isPaused || !isSuccess())
        return;
    const QPointer<QNetworkReply> reply = m_reply;
    if (m_silence.isActive())
        m_silence.start();
    if (!std::exchange(m_isOpen, true))
        Q_EMIT opened(*reply);
    if (!reply || reply != m_reply) // stopped by who listens
        return;
    const QByteArray bytes = reply->readAll();
    if (bytes.isEmpty())
        return;
    m_backoff.reset();
    Q_EMIT received(bytes);
}

void ReconnectingStream::finish()
{
    if (m_isPaused)
        return;
    const QPointer<QNetworkReply> reply = m_reply;
    read();
    if (!reply || reply != m_reply)
        return;
    const auto error = m_api.errorOf(*reply, isSuccess() ? QByteArray() : reply->readAll());
    if (error && !isPassing(*error)) {
        drop();
        Q_EMIT failed(*error);
    } else if (error || m_config.isEndless) {
        giveUpOrRetry(error.value_or(CliError{.exitCode = ExitCode::Unreachable,
                                              .error = {ErrorCode::Io,
                                                        QStringLiteral("the server has closed the "
                                                                       "connection"),
                                                        {}}}));
    } else {
        drop();
        Q_EMIT completed();
    }
}

void ReconnectingStream::giveUpOrRetry(const CliError &error)
{
    drop();
    const auto wait = m_backoff.next();
    if (!wait) {
        Q_EMIT failed(error);
        return;
    }
    m_retry.start(*wait);
    Q_EMIT lost(error.error.message);
}

} // namespace ca::cli
