#include "eventreader.h"

#include <QJsonDocument>
#include <QTest>
#include <algorithm>

namespace ca::test {

using namespace Qt::StringLiterals;

EventReader::EventReader(HttpClient &http, const QString &query, const QByteArray &lastEventId)
{
    QNetworkRequest request(http.url(u"/events"_s + query));
    if (!lastEventId.isEmpty())
        request.setRawHeader("Last-Event-ID", lastEventId);
    m_reply.reset(http.manager().get(request));
}

int EventReader::awaitStart()
{
    const auto status = [this] { return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(); };
    // With an error the body comes at once; with success the first comment does.
    if (!QTest::qWaitFor([&] { return status() != 0 && m_reply->bytesAvailable() > 0; }, 10'000))
        return 0;
    read();
    return status();
}

const ServerEvent *EventReader::await(const std::function<bool(const ServerEvent &)> &wanted, int seconds)
{
    const ServerEvent *found = nullptr;
    const bool isFound = QTest::qWaitFor(
        [&] {
            read();
            const auto event = std::ranges::find_if(m_events, wanted);
            found = event == m_events.end() ? nullptr : &*event;
            return found != nullptr;
        },
        seconds * 1000);
    return isFound ? found : nullptr;
}

void EventReader::read()
{
    m_buffer += m_reply->readAll();
    for (qsizetype end = m_buffer.indexOf("\n\n"); end >= 0; end = m_buffer.indexOf("\n\n")) {
        ServerEvent event;
        for (const QByteArray &line : m_buffer.first(end).split('\n')) {
            if (line.startsWith("event: "))
                event.type = line.sliced(7);
            else if (line.startsWith("id: "))
                event.id = line.sliced(4);
            else if (line.startsWith("data: "))
                event.data = QJsonDocument::fromJson(line.sliced(6)).object();
        }
        m_buffer.remove(0, end + 2);
        if (!event.type.isEmpty())
            m_events.append(event);
    }
}

} // namespace ca::test
