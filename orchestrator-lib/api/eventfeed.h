#pragma once

#include <QObject>
#include <QTimer>
#include <deque>

#include "job.h"

namespace ca {

class Orchestrator;

/// One event of GET /events, as it goes over the wire.
struct ApiEvent
{
    JobId job;
    QByteArray frame;
};

/// The news of all jobs, newest kept for clients that come back: one list, from which every client reads at its own
/// pace. Costs nothing before the first client comes.
class EventFeed : public QObject
{
    Q_OBJECT

public:
    /// The orchestrator outlives the feed.
    explicit EventFeed(Orchestrator &orchestrator);

    /// Starts to collect, if it has not yet.
    void start();

    /// The number of the event that comes next; they count up from 0.
    [[nodiscard]] qint64 next() const { return m_first + static_cast<qint64>(m_events.size()); }
    /// The oldest that is still there.
    [[nodiscard]] qint64 first() const { return m_first; }
    /// `number` is from first() to next() - 1.
    [[nodiscard]] const ApiEvent &at(qint64 number) const { return m_events.at(static_cast<size_t>(number - m_first)); }

    /// The number behind the id of the last event that a client saw; negative when it is none of this feed.
    [[nodiscard]] qint64 numberAfter(const QByteArray &lastEventId) const;

    /// One event in the format of https://html.spec.whatwg.org/multipage/server-sent-events.html; no id for a negative
    /// number.
    [[nodiscard]] QByteArray frame(const QByteArray &type, const QJsonObject &data, qint64 number = -1) const;
    [[nodiscard]] QByteArray jobFrame(const Job &job, qint64 number = -1) const;
    [[nodiscard]] QByteArray stepFrame(const JobId &id, const Step &step, qint64 number = -1) const;
    [[nodiscard]] QByteArray eventFrame(const JobId &id, const JobEvent &event, qint64 number = -1) const;

Q_SIGNALS:
    void grown();
    /// So that both ends notice when the other has gone.
    void heartbeat();

private:
    void append(const JobId &job, QByteArray frame);

    Orchestrator &m_orchestrator;
    /// Tells this run's events from those of another.
    const QByteArray m_run;
    std::deque<ApiEvent> m_events;
    qint64 m_first = 0;
    qint64 m_bytes = 0;
    QTimer m_heartbeat;
    bool m_isStarted = false;
};

} // namespace ca
