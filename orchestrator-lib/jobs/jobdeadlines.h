#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>

#include "error.h"
#include "job.h"
#include "wallclock.h"

namespace ca {

/// By when a job at work must have got where: its agent must report soon, the job end within its limit wall_time, and
/// what is told to end must be gone.
class JobDeadlines : public QObject
{
    Q_OBJECT

public:
    JobDeadlines();

    /// The sandbox is up, now or since an earlier orchestrator's time; the job says since when.
    void begin(const Job &job);
    void agentReported();
    /// killDue() comes after this time, unless it comes earlier already.
    void killWithin(std::chrono::milliseconds grace);
    /// The sandbox has gone.
    void end();

    [[nodiscard]] WallClock &wallClock() { return m_wallClock; }

Q_SIGNALS:
    /// The job is to end for this reason.
    void missed(const ca::Error &error);
    /// Whatever is left in the sandbox is to be killed.
    void killDue();

private:
    WallClock m_wallClock;
    int m_wallTimeSeconds = 0;
    QTimer m_reportTimer;
    QTimer m_killTimer;
};

} // namespace ca
