#include "apiserver.h"

#include <QCoreApplication>

#include "orchestrator.h"

namespace ca {

using namespace Qt::StringLiterals;

ApiServer::ApiServer(Orchestrator &orchestrator, Providers &providers, ApiConfig config, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_orchestrator(orchestrator)
    , m_config(std::move(config))
    , m_policy(0)
    , m_server([this](const RequestHead &head) {
        using Access = CallerPolicy::Access;
        return m_policy.refusal(head, DocsRoutes::isPublic(head.target()) ? Access::Public : Access::WithToken);
    })
    , m_jobs(orchestrator)
    , m_control(orchestrator)
    , m_docs(!m_config.token.isEmpty())
    , m_events(orchestrator)
    , m_files(orchestrator)
    , m_health(orchestrator, [this] { return url(); })
    , m_images(orchestrator)
    , m_keys(orchestrator.keys())
    , m_logs(orchestrator)
    , m_providers(providers)
    , m_results(orchestrator)
    , m_uploads(orchestrator.uploads())
    , m_views(orchestrator)
{
    m_routes.add({.method = "GET",
                  .pattern = u"/"_s,
                  .summary = u"Says that the server runs, and with which settings."_s,
                  .answer = u"Welcome"_s,
                  .handle = [this](const ApiRequest &, ApiReply reply) { welcome(std::move(reply)); }});
    m_jobs.addTo(m_routes);
    m_control.addTo(m_routes);
    m_views.addTo(m_routes);
    m_uploads.addTo(m_routes);
    m_events.addTo(m_routes);
    m_logs.addTo(m_routes);
    m_files.addTo(m_routes);
    m_results.addTo(m_routes);
    m_keys.addTo(m_routes);
    m_providers.addTo(m_routes);
    m_health.addTo(m_routes);
    m_images.addTo(m_routes);
    m_docs.addTo(m_routes);
}

ApiServer::~ApiServer() = default;

Result<void> ApiServer::listen(const ListenAddress &where)
{
    if (m_config.token.isEmpty() && !where.address.isLoopback()) {
        return failure(
            ErrorCode::Unsupported,
            u"%1 is not a loopback address: whoever reached it could run programs here. Set AGENT_API_TOKEN "
            "to a secret that callers must send, or listen on 127.0.0.1 or [::1]."_s.arg(where.address.toString()));
    }
    if (!m_server.listen(where.address, where.port)) {
        const bool isTaken = m_server.serverError() == QAbstractSocket::AddressInUseError;
        return failure(isTaken ? ErrorCode::Conflict : ErrorCode::Io,
                       u"cannot listen on %1:%2: %3. Choose another with --listen ADDRESS:PORT (port 0 takes a free "
                       "one)."_s.arg(where.address.toString())
                           .arg(where.port)
                           .arg(m_server.errorString()));
    }
    m_policy = CallerPolicy(m_server.serverPort(), m_config.token);
    if (!bind(&m_server))
        return failure(ErrorCode::Io, u"the HTTP server cannot use the port"_s);
    return {};
}

QUrl ApiServer::url() const
{
    if (!m_server.isListening())
        return {};
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(m_server.serverAddress().toString());
    url.setPort(m_server.serverPort());
    return url;
}

quint16 ApiServer::port() const
{
    return m_server.serverPort();
}

void ApiServer::welcome(ApiReply reply) const
{
    reply.json({{u"message"_s, u"orchestration server is running."_s},
                {u"version"_s, QCoreApplication::applicationVersion()},
                {u"docs"_s, u"/docs"_s},
                {u"settings"_s, m_config.settings},
                {u"notices"_s, QJsonArray::fromStringList(m_orchestrator.notices())}});
}

bool ApiServer::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    ApiRequest call = ApiRequest::from(request);
    ApiReply reply(std::move(responder), call.isHead, m_server.connection(call.peer, call.peerPort),
                   m_orchestrator.redactor());
    dispatch(std::move(call), std::move(reply));
    return true;
}

void ApiServer::missingHandler(const QHttpServerRequest & /*request*/, QHttpServerResponder & /*responder*/)
{
    // handleRequest() answers everything.
}

void ApiServer::dispatch(ApiRequest request, ApiReply reply)
{
    auto found = m_routes.find(request.isHead ? "GET"_ba : request.method, request.path);
    if (auto *match = std::get_if<RouteTable::Match>(&found)) {
        request.parameters = std::move(match->parameters);
        return match->route->handle(std::move(request), std::move(reply));
    }
    if (const auto *wrong = std::get_if<RouteTable::WrongMethod>(&found)) {
        const QByteArray allowed = QByteArray(wrong->allowed).replace("GET", "GET, HEAD");
        QHttpHeaders headers;
        headers.append(QHttpHeaders::WellKnownHeader::Allow, allowed);
        return reply.error(
            HttpStatus::MethodNotAllowed,
            {ErrorCode::InvalidArgument, u"%1 takes %2"_s.arg(request.path, QString::fromLatin1(allowed)), u"method"_s},
            headers);
    }
    reply.error({ErrorCode::NotFound, u"there is no %1"_s.arg(request.path), {}});
}

} // namespace ca
