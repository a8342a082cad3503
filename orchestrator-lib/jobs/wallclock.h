#pragma once

#include <QTimer>
#include <chrono>
#include <optional>

namespace ca {

/// Counts the time that a job may take, without the time that it is paused.
class WallClock : public QObject
{
    Q_OBJECT

public:
    WallClock();

    void start(std::chrono::milliseconds time);
    void stop();
    /// Each may be called in any state and any number of times.
    void pause();
    void resume();

Q_SIGNALS:
    void timeout();

private:
    QTimer m_timer;
    /// Not set while it does not run at all.
    std::optional<std::chrono::milliseconds> m_rest;
    bool m_isPaused = false;
};

} // namespace ca
