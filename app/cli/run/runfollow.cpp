#include "runfollow.h"

#include <QJsonDocument>

#include "harmless.h"
#include "jobtext.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Stream = Terminal::Stream;

/// The rest of the logs after the job's end.
constexpr auto mostWaitForLogs = 5s;
/// The number of steps is told just after the first of them.
constexpr auto mostWaitForPlan = 100ms;

/// Of an event's first line, in characters; the whole text is in the job's details.
constexpr qsizetype maxEventLength = 300;

int plannedSteps(const QJsonObject &job)
{
    return job[u"progress"][u"steps_planned"].toInt();
}
} // namespace

bool isEndedStatus(const QString &status)
{
    return status == "complete"_L1 || status == "error"_L1 || status == "cancelled"_L1;
}

RunFollow::RunFollow(const CommandContext &context, Screen &screen, const QString &jobId, std::chrono::seconds patience)
    : m_context(context)
    , m_screen(screen)
    , m_jobId(jobId)
    , m_watch(context.api, jobId, patience)
    , m_out(context.api, {.jobId = jobId, .stream = u"stdout"_s, .patience = patience})
    , m_err(context.api, {.jobId = jobId, .stream = u"stderr"_s, .patience = patience})
{
    connectWatch();
    connectLogs();
    connectTranscript();
    m_lastLogs.setSingleShot(true);
    m_lastLogs.setInterval(mostWaitForLogs);
    connect(&m_lastLogs, &QTimer::timeout, this, &RunFollow::end);
    m_earlyTimer.setSingleShot(true);
    m_earlyTimer.setInterval(mostWaitForPlan);
    connect(&m_earlyTimer, &QTimer::timeout, this, &RunFollow::passEarlySteps);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &RunFollow::showStatus);
}

void RunFollow::connectWatch()
{
    connect(&m_watch, &JobWatch::jobChanged, this, &RunFollow::takeJob);
    connect(&m_watch, &JobWatch::stepChanged, this, &RunFollow::takeStep);
    connect(&m_watch, &JobWatch::eventAdded, this, &RunFollow::takeEvent);
    connect(&m_watch, &JobWatch::lost, this, &RunFollow::sayLost);
    connect(&m_watch, &JobWatch::heard, this, [this] {
        if (std::exchange(m_isLost, false))
            m_screen.line(u"connected again"_s);
    });
    connect(&m_watch, &JobWatch::failed, this, [this](const CliError &error) {
        m_error = error;
        end();
    });
}

void RunFollow::connectLogs()
{
    const auto connectLog = [this](LogFollow &log, Stream stream) {
        const auto close = [this, stream] {
            --m_openLogs;
            m_transcript.endOutput(stream);
            endWhenAllIsShown();
        };
        connect(&log, &LogFollow::received, this,
                [this, stream](const QByteArray &bytes) { m_transcript.addOutput(stream, bytes); });
        connect(&log, &LogFollow::ended, this, close);
        connect(&log, &LogFollow::failed, this, close); // the watch says why
    };
    connectLog(m_out, Stream::Out);
    connectLog(m_err, Stream::Err);
}

void RunFollow::connectTranscript()
{
    connect(&m_transcript, &Transcript::output, this,
            [this](Stream stream, const QByteArray &bytes) { m_screen.log(stream, bytes); });
    connect(&m_transcript, &Transcript::stepStarted, this, [this](const StepNews &step) {
        m_screen.line(m_context.terminal.look(Stream::Err, step.startLine(plannedSteps(m_job)), Style::Bold));
    });
    connect(&m_transcript, &Transcript::stepEnded, this, [this](const StepNews &step) {
        const Style style = step.hasSucceeded ? Style::Green : Style::Red;
        m_screen.line(m_context.terminal.look(Stream::Err, step.endLine(plannedSteps(m_job)), style));
    });
}

void RunFollow::start()
{
    m_watch.start();
    if (m_context.line.json) {
        m_openLogs = 0;
        return;
    }
    m_out.start();
    m_err.start();
    m_tick.start();
    showStatus();
}

void RunFollow::setPaused(bool isPaused)
{
    m_watch.setPaused(isPaused);
    m_transcript.setPaused(isPaused);
    m_out.setPaused(isPaused);
    m_err.setPaused(isPaused);
    if (isPaused)
        m_tick.stop();
    else if (!m_context.line.json)
        m_tick.start();
}

void RunFollow::takeJob(const QJsonObject &job)
{
    m_job = job;
    if (m_context.line.json)
        m_context.terminal.json(Stream::Out, QJsonDocument(job).toJson(QJsonDocument::Compact));
    if (plannedSteps(job) > 0)
        passEarlySteps();
    const bool wasEnded = m_hasEnded;
    m_hasEnded = wasEnded || isEndedStatus(job[u"status"].toString());
    showStatus();
    if (!m_hasEnded || wasEnded)
        return;
    m_lastLogs.start();
    endWhenAllIsShown();
}

void RunFollow::takeStep(const QJsonObject &step)
{
    if (m_context.line.json) {
        const QJsonObject news{{u"job_id"_s, m_jobId}, {u"step"_s, step}};
        return m_context.terminal.json(Stream::Out, QJsonDocument(news).toJson(QJsonDocument::Compact));
    }
    m_earlySteps.append(StepNews::from(step));
    if (plannedSteps(m_job) > 0)
        passEarlySteps();
    else if (!m_earlyTimer.isActive())
        m_earlyTimer.start();
}

void RunFollow::takeEvent(const QJsonObject &event)
{
    if (m_context.line.json) {
        const QJsonObject news{{u"job_id"_s, m_jobId}, {u"event"_s, event}};
        return m_context.terminal.json(Stream::Out, QJsonDocument(news).toJson(QJsonDocument::Compact));
    }
    const QString text = harmless(event[u"text"].toString().section(u'\n', 0, 0)).left(maxEventLength);
    m_screen.line(m_context.terminal.look(Stream::Err, u"• "_s + text, Style::Dim));
}

void RunFollow::passEarlySteps()
{
    m_earlyTimer.stop();
    const QList<StepNews> steps = std::exchange(m_earlySteps, {});
    for (const StepNews &step : steps)
        m_transcript.addStep(step);
}

void RunFollow::endWhenAllIsShown()
{
    if (m_hasEnded && m_openLogs == 0)
        m_lastLogs.start(0); // from the event loop: the watch may still be at its news
}

void RunFollow::end()
{
    m_watch.stop();
    m_out.stop();
    m_err.stop();
    m_tick.stop();
    m_lastLogs.stop();
    passEarlySteps();
    m_transcript.finish();
    m_screen.setStatus({});
    // Not from within: who waits goes on at once and may be the end of this object.
    QMetaObject::invokeMethod(this, &RunFollow::ended, Qt::QueuedConnection);
}

void RunFollow::sayLost(const QString &reason)
{
    if (!std::exchange(m_isLost, true))
        m_screen.line(u"cactl: the connection is lost, trying again: "_s + harmless(reason));
}

QString RunFollow::statusText() const
{
    const QString status = m_job[u"status"].toString();
    const QString phase = m_job[u"phase"].toString();
    const QJsonObject progress = m_job[u"progress"].toObject();
    if (m_isLost)
        return u"not connected"_s;
    if (status == "scheduled"_L1)
        return u"waiting for a free place"_s;
    if (phase == "packing"_L1)
        return u"packing the result, %1 %"_s.arg(progress[u"packing_percent"].toInt());
    if (phase != "working"_L1)
        return phase.isEmpty() ? u"waiting"_s : harmless(phase).replace(u'_', u' ');
    const QString step = harmless(progress[u"current_step"].toString());
    return step.isEmpty() ? u"working"_s : step;
}

void RunFollow::showStatus()
{
    if (m_context.line.json || m_hasEnded || m_error)
        return;
    const QString time = runTime(m_job, secondsNow());
    m_screen.setStatus(statusText() + (time.isEmpty() ? u"…"_s : u" · "_s + time));
}

} // namespace ca::cli
