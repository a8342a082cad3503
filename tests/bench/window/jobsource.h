#pragma once

#include <QList>
#include <QObject>
#include <QThread>

#include "job.h"

namespace ca::bench {

/// A thread on which so many jobs a second change, as on an orchestrator's. The destructor ends it.
class JobSource : public QObject
{
    Q_OBJECT

public:
    JobSource(QList<Job> jobs, int changesPerSecond);
    ~JobSource() override;

Q_SIGNALS:
    void changed(const QList<ca::Job> &jobs);

private:
    void work();

    QList<Job> m_jobs;
    int m_rate;
    QThread m_thread;
};

/// Jobs of all kinds, the newest last; the running ones are among the newest.
QList<Job> mixedJobs(int count);

} // namespace ca::bench
