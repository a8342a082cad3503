#pragma once

#include <QThread>

namespace ca {

/// The thread on which all captures of an orchestrator move their bytes. Outlives the captures.
class LogThread
{
public:
    LogThread();
    ~LogThread();
    LogThread(const LogThread &) = delete;
    LogThread &operator=(const LogThread &) = delete;

    /// Hands an object without a parent over to the thread.
    void adopt(QObject &object) { object.moveToThread(&m_thread); }

private:
    QThread m_thread;
};

} // namespace ca
