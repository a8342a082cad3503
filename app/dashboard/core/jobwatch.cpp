#include "jobwatch.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "orchestrator.h"
#include "orchestratorclient.h"
#include "watchrelay.h"

namespace ca::dashboard {

namespace {
using namespace std::chrono_literals;

/// As many as the orchestrator keeps.
constexpr qsizetype maxEvents = 1000;

/// The relay is made on the core thread and known by its pointer here, where it is only passed back.
QCoro::Task<Result<WatchRelay *>> makeRelay(Orchestrator &orchestrator)
{
    co_return new WatchRelay(&orchestrator);
}

} // namespace

JobWatch::JobWatch(OrchestratorClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(16ms);
    connect(&m_frame, &QTimer::timeout, this, [this] {
        if (m_details)
            Q_EMIT detailsChanged(*m_details);
    });
    connect(client, &OrchestratorClient::jobsChanged, this, &JobWatch::takeJobs);
}

JobWatch::~JobWatch() = default;

void JobWatch::watch(const JobId &id)
{
    if (id == m_id)
        return;
    m_id = id;
    ++m_round;
    m_reads = 0;
    m_details.reset();
    m_earlySteps.clear();
    m_earlyEvents.clear();
    m_frame.stop();
    if (!id.isNull())
        read();
}

void JobWatch::refresh()
{
    if (!m_id.isNull())
        read();
}

// The relay knows of the job before the details are read, so that nothing falls in between.
void JobWatch::read()
{
    if (!m_relay) {
        m_client->ask<WatchRelay *>(makeRelay).then(this, [this](const Result<WatchRelay *> &relay) {
            if (!relay)
                return;
            m_relay = *relay;
            connect(m_relay, &WatchRelay::stepChanged, this, &JobWatch::takeStep);
            connect(m_relay, &WatchRelay::eventAdded, this, &JobWatch::takeEvent);
            if (!m_id.isNull())
                read();
        });
        return;
    }
    ++m_reads;
    m_client
        ->ask<JobDetails>([relay = m_relay, id = m_id](Orchestrator &orchestrator) {
            if (relay)
                relay->setJob(id);
            return orchestrator.details(id);
        })
        .then(this, [this, round = m_round](const Result<JobDetails> &details) {
            if (round != m_round)
                return;
            --m_reads;
            if (details)
                take(*details);
            if (m_reads == 0) {
                m_earlySteps.clear();
                m_earlyEvents.clear();
            }
            if (!details)
                Q_EMIT failed(details.error().message);
        });
}

void JobWatch::take(const JobDetails &details)
{
    m_details = details;
    for (const Step &step : std::as_const(m_earlySteps))
        apply(step);
    for (const JobEvent &event : std::as_const(m_earlyEvents))
        apply(event);
    Q_EMIT detailsChanged(*m_details);
}

// What it waits for is told with the details only.
void JobWatch::takeJobs(const QList<Job> &jobs)
{
    if (!m_details)
        return;
    const auto job = std::ranges::find(jobs, m_id, &Job::id);
    if (job == jobs.cend())
        return;
    const bool hasNewPhase = job->phase != m_details->job.phase;
    m_details->job = *job;
    if (hasNewPhase)
        read();
    announceSoon();
}

void JobWatch::takeStep(const JobId &id, const Step &step)
{
    if (id != m_id)
        return;
    if (m_details)
        apply(step);
    if (m_reads > 0)
        m_earlySteps.append(step);
}

void JobWatch::takeEvent(const JobId &id, const JobEvent &event)
{
    if (id != m_id)
        return;
    if (m_details)
        apply(event);
    if (m_reads > 0)
        m_earlyEvents.append(event);
}

void JobWatch::apply(const Step &step)
{
    const auto known = std::ranges::find(m_details->steps, step.number, &Step::number);
    if (known != m_details->steps.end())
        *known = step;
    else
        m_details->steps.append(step);
    announceSoon();
}

void JobWatch::apply(const JobEvent &event)
{
    QList<JobEvent> &events = m_details->events;
    if (!events.isEmpty() && event.number <= events.constLast().number)
        return;
    events.append(event);
    if (events.size() > maxEvents)
        events.removeFirst();
    announceSoon();
}

void JobWatch::announceSoon()
{
    if (!m_frame.isActive())
        m_frame.start();
}

} // namespace ca::dashboard
