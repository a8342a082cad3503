#pragma once

#include <QAbstractHttpServer>
#include <QUrl>
#include <memory>

#include "apiconfig.h"
#include "callerpolicy.h"
#include "controlroutes.h"
#include "docsroutes.h"
#include "eventroutes.h"
#include "fileroutes.h"
#include "guardedtcpserver.h"
#include "healthroutes.h"
#include "imageroutes.h"
#include "jobroutes.h"
#include "keyroutes.h"
#include "listenaddress.h"
#include "logroutes.h"
#include "providerroutes.h"
#include "resultroutes.h"
#include "routetable.h"
#include "uploadroutes.h"
#include "viewroutes.h"

namespace ca {

class Orchestrator;
class Providers;

/// The REST API of one orchestrator; lives on its thread.
class ApiServer : public QAbstractHttpServer
{
    Q_OBJECT

public:
    /// Orchestrator and providers outlive the server.
    ApiServer(Orchestrator &orchestrator, Providers &providers, ApiConfig config = {}, QObject *parent = nullptr);
    ~ApiServer() override;

    /// Errors: Conflict (port taken), Unsupported (an address that is not loopback, and no token), Io.
    Result<void> listen(const ListenAddress &where);

    /// What GET / tells from now on.
    void setSettings(const QJsonArray &settings) { m_config.settings = settings; }

    /// "http://127.0.0.1:8000"; empty while it does not listen.
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] quint16 port() const;

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder) override;

private:
    void welcome(ApiReply reply) const;
    void dispatch(ApiRequest request, ApiReply reply);

    Orchestrator &m_orchestrator;
    ApiConfig m_config;
    /// Once the port is known.
    CallerPolicy m_policy;
    GuardedTcpServer m_server;
    JobRoutes m_jobs;
    ControlRoutes m_control;
    DocsRoutes m_docs;
    EventRoutes m_events;
    FileRoutes m_files;
    HealthRoutes m_health;
    ImageRoutes m_images;
    KeyRoutes m_keys;
    LogRoutes m_logs;
    ProviderRoutes m_providers;
    ResultRoutes m_results;
    UploadRoutes m_uploads;
    ViewRoutes m_views;
    RouteTable m_routes;
};

} // namespace ca
