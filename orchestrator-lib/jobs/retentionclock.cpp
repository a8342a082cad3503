#include "retentionclock.h"

#include <QDateTime>
#include <chrono>

#include "joblog.h"

namespace ca {

namespace {
using namespace std::chrono_literals;

constexpr auto lookInterval = 1h;
/// Daylight saving does not show in UTC, and a clock that is kept in time moves by seconds.
constexpr qint64 trustedDrift = std::chrono::milliseconds(1h).count();
constexpr qint64 dayMs = std::chrono::milliseconds(24h).count();
} // namespace

RetentionClock::RetentionClock(int days, QObject *parent)
    : QObject(parent)
    , m_days(days)
    , m_timer(this)
{
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &RetentionClock::look);
}

void RetentionClock::start()
{
    if (m_days == 0)
        return;
    m_startedAt = QDateTime::currentMSecsSinceEpoch();
    m_elapsed.start();
    m_timer.start();
    QMetaObject::invokeMethod(this, &RetentionClock::look, Qt::QueuedConnection);
}

void RetentionClock::look()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (qAbs(now - m_startedAt - m_elapsed.elapsed()) > trustedDrift) {
        qCWarning(jobLog) << "The system's clock was changed by more than an hour: no old jobs are deleted before the "
                             "next start.";
        m_timer.stop();
        return;
    }
    Q_EMIT due(now - m_days * dayMs);
}

} // namespace ca
