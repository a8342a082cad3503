#pragma once

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include "reconnectingstream.h"
#include "sseparser.h"

namespace ca::cli {

/// Follows one job: by the server's events, or, where a server has none, by asking twice a second. Reports each change
/// once, also across broken connections.
class JobWatch : public QObject
{
    Q_OBJECT

public:
    JobWatch(ApiClient &api, const QString &jobId, std::chrono::seconds patience, QObject *parent = nullptr);

    void start();
    void stop();
    void setPaused(bool isPaused) { m_events.setPaused(isPaused), m_details.setPaused(isPaused); }

Q_SIGNALS:
    /// The job as in the events: status, phase, progress, error …
    void jobChanged(const QJsonObject &job);
    void stepChanged(const QJsonObject &step);
    /// Something happened that is no step.
    void eventAdded(const QJsonObject &event);
    void lost(const QString &reason);
    /// News come (again).
    void heard();
    /// The job is gone, or no server answers any more. Nothing follows.
    void failed(const ca::cli::CliError &error);

private:
    void take(const SseEvent &event);
    void takeJob(const QJsonObject &job);
    void takeStep(const QJsonObject &step);
    void takeEvent(const QJsonObject &event);
    void fail(const CliError &error);
    void poll();
    void takeDetails(QJsonObject details);

    QString m_jobId;
    ReconnectingStream m_events;
    ReconnectingStream m_details;
    SseParser m_parser;
    QByteArray m_answer;
    QTimer m_pollTimer;
    QJsonObject m_job;
    QHash<int, QJsonObject> m_steps;
    qint64 m_lastEvent = 0;
    bool m_hasEvents = false;
};

} // namespace ca::cli
