#pragma once

#include <QFile>
#include <QHttpServerResponder>
#include <QObject>
#include <QPointer>
#include <QTcpSocket>

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
    /// `socket` is the client's, for its pace and its end; not owned. `parent` must go before the HTTP server: the
    /// responder belongs to that.
    static void start(QObject &parent, Orchestrator &orchestrator, const JobId &id, LogStream stream,
                      QHttpServerResponder &&responder, QTcpSocket *socket);
    /// What a client would be told of the stream before it begins.
    static void answerHead(QHttpServerResponder responder);

private:
    LogFollower(QObject &parent, Orchestrator &orchestrator, const JobId &id, LogStream stream,
                QHttpServerResponder &&responder, QTcpSocket *socket);
    void update(const Job &job);
    void send();
    void finish();

    QHttpServerResponder m_responder;
    QPointer<QTcpSocket> m_socket;
    JobId m_id;
    QFile m_file;
    bool m_hasEnded = false;
    bool m_isDone = false;
};

} // namespace ca
