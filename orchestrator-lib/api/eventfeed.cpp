#include "eventfeed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>
#include <chrono>

#include "jobjson.h"
#include "jobstatus.h"
#include "liveviews.h"
#include "orchestrator.h"
#include "redactor.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr auto heartbeatInterval = std::chrono::seconds(15);
/// What is kept for clients that are behind.
constexpr qint64 maxBytes = 4LL * 1024 * 1024;
} // namespace

EventFeed::EventFeed(Orchestrator &orchestrator)
    : m_orchestrator(orchestrator)
    , m_run(QUuid::createUuid().toByteArray(QUuid::Id128).first(8))
    , m_heartbeat(this)
{
    m_heartbeat.setTimerType(Qt::VeryCoarseTimer);
    m_heartbeat.setInterval(heartbeatInterval);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] {
        // Nobody listens: no wake-ups.
        if (receivers(SIGNAL(heartbeat())) == 0)
            m_heartbeat.stop();
        Q_EMIT heartbeat();
    });
}

void EventFeed::start()
{
    if (!m_heartbeat.isActive())
        m_heartbeat.start();
    if (std::exchange(m_isStarted, true))
        return;
    const auto addJob = [this](const Job &job) { append(job.id, jobFrame(job, next())); };
    connect(&m_orchestrator, &Orchestrator::jobAdded, this, addJob);
    connect(&m_orchestrator, &Orchestrator::jobChanged, this, addJob);
    connect(&m_orchestrator.views(), &LiveViews::changed, this, [this, addJob](const JobId &id) {
        if (const auto job = m_orchestrator.job(id))
            addJob(*job);
    });
    connect(&m_orchestrator, &Orchestrator::stepChanged, this,
            [this](const JobId &id, const Step &step) { append(id, stepFrame(id, step, next())); });
    connect(&m_orchestrator, &Orchestrator::eventAdded, this,
            [this](const JobId &id, const JobEvent &event) { append(id, eventFrame(id, event, next())); });
    connect(&m_orchestrator, &Orchestrator::jobRemoved, this,
            [this](const JobId &id) { append(id, frame("removed", {{u"job_id"_s, idToText(id)}}, next())); });
}

qint64 EventFeed::numberAfter(const QByteArray &lastEventId) const
{
    const qsizetype dash = lastEventId.indexOf('-');
    bool isNumber = false;
    const qint64 number = lastEventId.sliced(dash + 1).toLongLong(&isNumber);
    const bool isOurs = dash > 0 && lastEventId.first(dash) == m_run && isNumber && number >= 0 && number < next();
    return isOurs ? number + 1 : -1;
}

QByteArray EventFeed::frame(const QByteArray &type, const QJsonObject &data, qint64 number) const
{
    QByteArray frame = "event: " + type + '\n';
    if (number >= 0)
        frame += "id: " + m_run + '-' + QByteArray::number(number) + '\n';
    const QByteArray json = QJsonDocument(data).toJson(QJsonDocument::Compact);
    return frame + "data: " + m_orchestrator.redactor()->redacted(json) + "\n\n";
}

QByteArray EventFeed::jobFrame(const Job &job, qint64 number) const
{
    return frame("job", jobEventToJson(job, m_orchestrator.views()), number);
}

QByteArray EventFeed::stepFrame(const JobId &id, const Step &step, qint64 number) const
{
    return frame("step", {{u"job_id"_s, idToText(id)}, {u"step"_s, stepToJson(step)}}, number);
}

QByteArray EventFeed::eventFrame(const JobId &id, const JobEvent &event, qint64 number) const
{
    return frame("event", {{u"job_id"_s, idToText(id)}, {u"event"_s, eventToJson(event)}}, number);
}

void EventFeed::append(const JobId &job, QByteArray frame)
{
    m_bytes += frame.size();
    m_events.push_back({.job = job, .frame = std::move(frame)});
    while (m_bytes > maxBytes && m_events.size() > 1) {
        m_bytes -= m_events.front().frame.size();
        m_events.pop_front();
        ++m_first;
    }
    Q_EMIT grown();
}

} // namespace ca
