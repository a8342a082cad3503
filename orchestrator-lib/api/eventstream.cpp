#include "eventstream.h"

#include <QJsonObject>

#include "eventfeed.h"

namespace ca {

EventStream::EventStream(QObject &parent, EventFeed &feed, From from, std::unique_ptr<ChunkedReply> reply)
    : QObject(&parent)
    , m_feed(feed)
    , m_reply(std::move(reply))
    , m_job(from.job)
    , m_next(from.number)
{
    connect(&m_feed, &EventFeed::grown, this, &EventStream::send);
    connect(&m_feed, &EventFeed::heartbeat, this, [this] {
        if (m_reply->hasRoom())
            m_reply->write(":\n\n");
    });
    connect(m_reply.get(), &ChunkedReply::drained, this, &EventStream::send);
    connect(m_reply.get(), &ChunkedReply::gone, this, &QObject::deleteLater);
    // A comment first: the client sees at once that it is connected.
    m_reply->write(from.snapshot.isEmpty() ? QByteArray(":\n\n") : from.snapshot);
    m_feed.start();
    send();
}

void EventStream::send()
{
    QByteArray frames;
    if (m_next < m_feed.first() && m_reply->hasRoom()) {
        frames = m_feed.frame("reset", {}, m_feed.next() - 1);
        m_next = m_feed.next();
    }
    while (m_next < m_feed.next() && m_reply->hasRoom()) {
        const ApiEvent &event = m_feed.at(m_next++);
        if (!m_job || event.job == *m_job)
            frames += event.frame;
        if (frames.size() > 64 * 1024)
            m_reply->write(std::exchange(frames, {}));
    }
    if (!frames.isEmpty())
        m_reply->write(frames);
}

} // namespace ca
