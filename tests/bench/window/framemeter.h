#pragma once

#include <QApplication>
#include <QList>
#include <QPointer>
#include <QWidget>

#include "stopwatch.h"

namespace ca::bench {

/// An application that knows how long its event loop was kept from the next event: for each time that it went to sleep,
/// what it did since the time before. Only stretches in which the window was painted count as frames.
class FrameMeter : public QApplication
{
    Q_OBJECT

public:
    FrameMeter(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;

    /// The frames of this window count from now on.
    void watch(QWidget *window);
    /// Forgets them.
    QList<Duration> takeFrames();

private:
    void endStretch();

    QPointer<QWidget> m_window;
    Stopwatch m_clock;
    int m_depth = 0;
    Duration m_busy;
    bool m_isPainted = false;
    QList<Duration> m_frames;
};

} // namespace ca::bench
