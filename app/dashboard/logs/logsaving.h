#pragma once

#include <QFuture>
#include <QObject>
#include <stop_token>

#include "logtypes.h"
#include "result.h"

namespace ca::dashboard {

/// Saves a log as a file, on another thread; one at a time.
class LogSaving : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// Cancels what is at work, and waits for it to leave nothing behind.
    ~LogSaving() override;

    void start(const QString &folder, LogSource source, const QString &path);
    void cancel() { m_stop.request_stop(); }
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// 0 … 100.
    void progressed(int percent);
    void finished(const ca::Result<void> &result, const QString &path);

private:
    std::stop_source m_stop;
    QFuture<Result<void>> m_work;
    bool m_isRunning = false;
};

} // namespace ca::dashboard
