#pragma once

#include <QByteArray>
#include <QList>

namespace ca {

/// One server-sent event.
struct SseEvent
{
    /// "message" when the server gave none.
    QByteArray name;
    QByteArray data;
    /// The newest id so far.
    QByteArray id;

    bool operator==(const SseEvent &) const = default;
};

/// Reads text/event-stream, in pieces of any size, as the HTML standard says.
class SseParser
{
public:
    /// The events that are complete with these bytes.
    QList<SseEvent> feed(const QByteArray &bytes);
    /// A new connection: what was unfinished is forgotten.
    void reset();

private:
    void feedLine(QByteArrayView line, QList<SseEvent> &events);

    QByteArray m_buffer;
    SseEvent m_event;
    bool m_hasData = false;
    bool m_afterReturn = false;
};

} // namespace ca
