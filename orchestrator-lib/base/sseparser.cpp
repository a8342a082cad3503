#include "sseparser.h"

#include <utility>

namespace ca {

QList<SseEvent> SseParser::feed(const QByteArray &bytes)
{
    QList<SseEvent> events;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes.at(i);
        if (c == '\n' && std::exchange(m_afterReturn, false)) { // the second half of CR LF
            begin = i + 1;
            continue;
        }
        m_afterReturn = c == '\r';
        if (c != '\n' && c != '\r')
            continue;
        m_buffer += QByteArrayView(bytes).sliced(begin, i - begin);
        feedLine(m_buffer, events);
        m_buffer.clear();
        begin = i + 1;
    }
    m_buffer += QByteArrayView(bytes).sliced(begin);
    return events;
}

void SseParser::reset()
{
    m_buffer.clear();
    m_event = {.name = {}, .data = {}, .id = m_event.id};
    m_hasData = false;
    m_afterReturn = false;
}

void SseParser::feedLine(QByteArrayView line, QList<SseEvent> &events)
{
    if (line.isEmpty()) {
        if (m_hasData) {
            events.append(m_event);
            if (m_event.name.isEmpty())
                events.last().name = "message";
        }
        m_event = {.name = {}, .data = {}, .id = m_event.id};
        m_hasData = false;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView field = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (field == "event") {
        m_event.name = value.toByteArray();
    } else if (field == "id") {
        m_event.id = value.toByteArray();
    } else if (field == "data") {
        if (std::exchange(m_hasData, true))
            m_event.data += '\n';
        m_event.data += value;
    }
}

} // namespace ca
