#pragma once

#include <QTimer>

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
    std::chrono::milliseconds m_rest{0};
    bool m_isPaused = false;
};

} // namespace ca
