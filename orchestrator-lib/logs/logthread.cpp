#include "logthread.h"

namespace ca {

LogThread::LogThread()
{
    m_thread.setObjectName(QStringLiteral("logs"));
    m_thread.start();
}

LogThread::~LogThread()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace ca
