#include "jobdeadlines.h"

#include <QDateTime>

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The agent connects within milliseconds; a machine under load may take longer.
constexpr auto reportTimeout = 20s;

/// Of its wall_time.
std::chrono::milliseconds timeUsed(const Job &job)
{
    const qint64 until = job.pausedSince > 0 ? job.pausedSince : QDateTime::currentMSecsSinceEpoch();
    return std::chrono::milliseconds(std::max<qint64>(until - job.workStarted - job.pausedMs, 0));
}
} // namespace

JobDeadlines::JobDeadlines()
{
    for (QTimer *timer : {&m_reportTimer, &m_killTimer})
        timer->setSingleShot(true);
    connect(&m_killTimer, &QTimer::timeout, this, &JobDeadlines::killDue);
    connect(&m_wallClock, &WallClock::timeout, this, [this] {
        Q_EMIT missed({ErrorCode::LimitReached,
                       u"the job reached its limit wall_time of %1 s: raise limits.wall_time to give it more"_s.arg(
                           m_wallTimeSeconds),
                       u"wall_time"_s});
    });
    connect(&m_reportTimer, &QTimer::timeout, this, [this] {
        Q_EMIT missed({ErrorCode::AgentFailed,
                       u"the agent did not report within %1 s: the machine may be overloaded; retry the job"_s.arg(
                           std::chrono::seconds(reportTimeout).count()),
                       {}});
    });
}

void JobDeadlines::begin(const Job &job)
{
    m_wallTimeSeconds = job.limits.wallTimeSeconds;
    const std::chrono::milliseconds allowed = std::chrono::seconds(m_wallTimeSeconds);
    m_wallClock.start(std::max(allowed - timeUsed(job), 0ms));
    if (job.pausedSince > 0)
        m_wallClock.pause();
    m_reportTimer.start(reportTimeout);
}

void JobDeadlines::agentReported()
{
    m_reportTimer.stop();
}

void JobDeadlines::killWithin(std::chrono::milliseconds grace)
{
    if (!m_killTimer.isActive() || m_killTimer.remainingTimeAsDuration() > grace)
        m_killTimer.start(grace);
}

void JobDeadlines::end()
{
    m_wallClock.stop();
    m_reportTimer.stop();
    m_killTimer.stop();
}

} // namespace ca
