#include "logsaving.h"

#include <QMetaObject>

#include "logexport.h"
#include "poolwork.h"

namespace ca::dashboard {

LogSaving::~LogSaving()
{
    m_stop.request_stop();
    m_work.waitForFinished();
}

void LogSaving::start(const QString &folder, LogSource source, const QString &path)
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_stop = {};
    m_work = inThreadPool([this, folder, source, path, stop = m_stop.get_token()] {
        int last = -1;
        return exportLog(folder, source, path, stop, [this, &last](int percent) {
            if (std::exchange(last, percent) != percent)
                QMetaObject::invokeMethod(this, [this, percent] { Q_EMIT progressed(percent); });
        });
    });
    m_work.then(this, [this, path](const Result<void> &result) {
        m_isRunning = false;
        Q_EMIT finished(result, path);
    });
}

} // namespace ca::dashboard
