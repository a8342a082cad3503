#pragma once

#include <QAbstractHttpServer>
#include <QCoroTask>

#include "callerpolicy.h"
#include "guardedtcpserver.h"
#include "job.h"
#include "result.h"
#include "service.h"

namespace ca {

class Orchestrator;

/// The well-known port of all desktops, or of all notebooks: shows which are open and what could be opened, and goes
/// straight to the only one. On loopback; where the API wants a token, this does too. Lives on the orchestrator's
/// thread.
class ViewDoor : public QAbstractHttpServer
{
    Q_OBJECT

public:
    /// The orchestrator outlives it. `token`: the API's.
    ViewDoor(Orchestrator &orchestrator, Service service, const QString &token = {}, QObject *parent = nullptr);
    ~ViewDoor() override;

    /// 0 takes a free one. Errors: Conflict (port taken), Io.
    Result<void> listen(quint16 port);
    /// As the setting says: a port, or "off". What went wrong is a warning in the log: views work without this.
    void listenAsSet(const QString &port);
    /// 0 while it does not listen.
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;

private:
    void showAll(QHttpServerResponder &responder);
    QCoro::Task<void> open(JobId id, QHttpServerResponder responder);
    [[nodiscard]] QUrl address(const JobId &id) const;
    [[nodiscard]] QByteArray page(const QString &sentence = {}) const;

    Orchestrator &m_orchestrator;
    Service m_service;
    QString m_token;
    /// Once the port is known.
    CallerPolicy m_policy;
    GuardedTcpServer m_server;
};

} // namespace ca
