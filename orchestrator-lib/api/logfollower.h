#pragma once

#include <QFile>
#include <QObject>
#include <memory>

#include "chunkedreply.h"
#include "job.h"
#include "logstream.h"

namespace ca {

class Orchestrator;

/// Streams a growing log to one client until its job has ended: reads only when the log grew, only what the client has
/// room for, and ends by itself with the job or the client.
class LogFollower : public QObject
{
    Q_OBJECT

public:
    /// `parent` must go before the HTTP server: the reply belongs to that.
    static void start(QObject &parent, Orchestrator &orchestrator, const JobId &id, LogStream stream,
                      std::unique_ptr<ChunkedReply> reply);

private:
    LogFollower(QObject &parent, const QString &path, const JobId &id, std::unique_ptr<ChunkedReply> reply);
    void update(const Job &job);
    void send();
    void finish();

    std::unique_ptr<ChunkedReply> m_reply;
    JobId m_id;
    QFile m_file;
    bool m_hasEnded = false;
    bool m_isDone = false;
};

} // namespace ca
