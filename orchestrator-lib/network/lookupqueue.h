#pragma once

#include <QObject>
#include <QPointer>
#include <deque>
#include <functional>

#include "lookupthreads.h"

namespace ca {

/// One job's way to the lookup threads: a few names at a time, so that a job that asks for many, or for slow ones, only
/// keeps itself waiting. Lives on the egress thread.
class LookupQueue : public QObject
{
    Q_OBJECT

public:
    explicit LookupQueue(LookupThreads &threads)
        : m_threads(threads)
    {
    }

    using Done = std::function<void(const QList<IpAddress> &)>;
    /// `done` is called later, unless `context` is gone by then.
    void look(const QString &host, QObject *context, Done done);

private:
    struct Entry
    {
        QString host;
        QPointer<QObject> context;
        Done done;
    };
    void startNext();

    LookupThreads &m_threads;
    std::deque<Entry> m_waiting;
    int m_running = 0;
};

} // namespace ca
