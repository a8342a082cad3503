#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "chunkedreply.h"
#include "job.h"

namespace ca {

class EventFeed;

/// One client of GET /events: gets each event once, in order, at its own pace. One that is too slow is told to read
/// anew
/// ("reset") and goes on from there.
class EventStream : public QObject
{
    Q_OBJECT

public:
    struct From
    {
        /// Only this job's events.
        std::optional<JobId> job;
        /// The first event to send.
        qint64 number = 0;
        /// Sent before: where the job stands.
        QByteArray snapshot = {};
    };

    /// `feed` and `parent` must go before the HTTP server.
    EventStream(QObject &parent, EventFeed &feed, From from, std::unique_ptr<ChunkedReply> reply);

private:
    void send();

    EventFeed &m_feed;
    std::unique_ptr<ChunkedReply> m_reply;
    std::optional<JobId> m_job;
    qint64 m_next;
};

} // namespace ca
