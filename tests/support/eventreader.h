#pragma once

#include <QJsonObject>
#include <QNetworkReply>
#include <functional>
#include <memory>

#include "httpclient.h"

namespace ca::test {

struct ServerEvent
{
    QByteArray type;
    QByteArray id;
    QJsonObject data;
};

/// A client of GET /events that keeps what it got.
class EventReader
{
public:
    EventReader(HttpClient &http, const QString &query = {}, const QByteArray &lastEventId = {});

    /// Waits until an event for which `wanted` holds has come; null when none did.
    const ServerEvent *await(const std::function<bool(const ServerEvent &)> &wanted, int seconds = 20);
    /// Waits until the server has begun to answer; the HTTP status.
    int awaitStart();
    [[nodiscard]] const QList<ServerEvent> &events() const { return m_events; }

private:
    void read();

    std::unique_ptr<QNetworkReply> m_reply;
    QByteArray m_buffer;
    QList<ServerEvent> m_events;
};

} // namespace ca::test
