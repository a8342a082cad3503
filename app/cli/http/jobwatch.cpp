#include "jobwatch.h"

#include <QJsonArray>

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto pollInterval = 500ms;
/// The server sends a sign of life every 15 s.
constexpr auto mostSilence = 45s;
constexpr int notFound = 404;
} // namespace

JobWatch::JobWatch(ApiClient &api, const QString &jobId, std::chrono::seconds patience, QObject *parent)
    : QObject(parent)
    , m_jobId(jobId)
    , m_events(api, {.path = u"/events?job="_s + jobId,
                     .patience = patience,
                     .mostSilence = mostSilence,
                     .isEndless = true,
                     .headers = [] { return ApiClient::Headers{{"Accept", "text/event-stream"}}; }})
    , m_details(api, {.path = u"/job/"_s + jobId, .patience = patience})
{
    connect(&m_events, &ReconnectingStream::opened, this, [this] {
        m_hasEvents = true;
        m_parser.reset();
        Q_EMIT heard();
    });
    connect(&m_events, &ReconnectingStream::received, this, [this](const QByteArray &bytes) {
        const QList<SseEvent> events = m_parser.feed(bytes);
        for (const SseEvent &event : events)
            take(event);
    });
    connect(&m_events, &ReconnectingStream::lost, this, &JobWatch::lost);
    connect(&m_events, &ReconnectingStream::failed, this, &JobWatch::fail);

    connect(&m_details, &ReconnectingStream::opened, this, [this] { m_answer.clear(); });
    connect(&m_details, &ReconnectingStream::received, this, [this](const QByteArray &bytes) { m_answer += bytes; });
    connect(&m_details, &ReconnectingStream::completed, this, [this] { takeDetails(toObject(m_answer)); });
    connect(&m_details, &ReconnectingStream::lost, this, &JobWatch::lost);
    connect(&m_details, &ReconnectingStream::failed, this, &JobWatch::failed);
    m_pollTimer.setSingleShot(true);
    m_pollTimer.setInterval(pollInterval);
    connect(&m_pollTimer, &QTimer::timeout, this, &JobWatch::poll);
}

void JobWatch::start()
{
    m_events.start();
}

void JobWatch::stop()
{
    m_events.stop();
    m_details.stop();
    m_pollTimer.stop();
}

void JobWatch::fail(const CliError &error)
{
    if (error.httpStatus == notFound && !m_hasEvents) // an older server: it has no events
        return poll();
    Q_EMIT failed(error);
}

void JobWatch::take(const SseEvent &event)
{
    const QJsonObject data = toObject(event.data);
    const bool isOurs = data[u"job_id"].toString() == m_jobId;
    if (event.name == "reset") { // a new connection begins with the present state
        m_events.stop();
        m_events.start();
    } else if (event.name == "job" && isOurs) {
        takeJob(data);
    } else if (event.name == "step" && isOurs) {
        takeStep(data[u"step"].toObject());
    } else if (event.name == "event" && isOurs) {
        takeEvent(data[u"event"].toObject());
    } else if (event.name == "removed" && isOurs) {
        stop();
        Q_EMIT failed({.error = {ErrorCode::NotFound, u"the job %1 was deleted"_s.arg(m_jobId), {}}});
    }
}

void JobWatch::takeJob(const QJsonObject &job)
{
    if (std::exchange(m_job, job) != job)
        Q_EMIT jobChanged(job);
}

void JobWatch::takeStep(const QJsonObject &step)
{
    QJsonObject &known = m_steps[step[u"number"].toInt()];
    const bool isOld = known.value(u"status").toString() != "running"_L1 && !known.isEmpty();
    if (isOld || known == step)
        return;
    known = step;
    Q_EMIT stepChanged(step);
}

void JobWatch::takeEvent(const QJsonObject &event)
{
    const qint64 number = event[u"number"].toInteger();
    if (number <= m_lastEvent)
        return;
    m_lastEvent = number;
    Q_EMIT eventAdded(event);
}

void JobWatch::poll()
{
    m_details.start();
}

void JobWatch::takeDetails(QJsonObject details)
{
    Q_EMIT heard();
    m_pollTimer.start();
    const QJsonArray steps = details.take(u"steps"_s).toArray();
    const QJsonArray events = details.take(u"events"_s).toArray();
    if (!details.contains(u"output"_s))
        details[u"output"] = details.value(u"summary"_s);
    takeJob(details);
    for (const QJsonValue step : steps)
        takeStep(step.toObject());
    for (const QJsonValue event : events)
        takeEvent(event.toObject());
}

} // namespace ca::cli
