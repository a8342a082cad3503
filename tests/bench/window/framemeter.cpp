#include "framemeter.h"

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QThread>
#include <utility>

namespace ca::bench {

FrameMeter::FrameMeter(int &argc, char **argv)
    : QApplication(argc, argv)
{
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
            &FrameMeter::endStretch);
}

bool FrameMeter::notify(QObject *receiver, QEvent *event)
{
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    if (m_depth++ == 0)
        m_clock.start();
    const bool isPaint = event->type() == QEvent::UpdateRequest && receiver == m_window;
    const bool isHandled = QApplication::notify(receiver, event);
    m_isPainted = m_isPainted || isPaint;
    if (--m_depth == 0) {
        const Duration time = m_clock.elapsed();
        m_busy = {.wall = m_busy.wall + time.wall, .work = m_busy.work + time.work};
    }
    return isHandled;
}

void FrameMeter::watch(QWidget *window)
{
    m_window = window;
    m_frames.clear();
}

QList<Duration> FrameMeter::takeFrames()
{
    return std::exchange(m_frames, {});
}

void FrameMeter::endStretch()
{
    if (m_isPainted)
        m_frames.append(m_busy);
    m_busy = {};
    m_isPainted = false;
}

} // namespace ca::bench
