#include "apiserver.h"

#include <QCoreApplication>

#include "callerpolicy.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Larger than any job; what comes in parts has calls of its own.
constexpr qsizetype maxBodyBytes = 8LL * 1024 * 1024;
} // namespace

ApiServer::ApiServer(Orchestrator &orchestrator, ApiConfig config, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_orchestrator(orchestrator)
    , m_config(std::move(config))
    , m_jobs(orchestrator)
    , m_docs(!m_config.token.isEmpty())
    , m_events(orchestrator, m_server)
    , m_files(orchestrator)
    , m_logs(orchestrator, m_server)
    , m_results(orchestrator)
{
    m_routes.add({.method = "GET",
                  .pattern = u"/"_s,
                  .summary = u"Says that the server runs, and with which settings."_s,
                  .answer = u"Welcome"_s,
                  .handle = [this](const ApiRequest &, ApiReply reply) { welcome(std::move(reply)); }});
    m_jobs.addTo(m_routes);
    m_events.addTo(m_routes);
    m_logs.addTo(m_routes);
    m_files.addTo(m_routes);
    m_results.addTo(m_routes);
    m_docs.addTo(m_routes);
}

ApiServer::~ApiServer() = default;

Result<void> ApiServer::listen(const ListenAddress &where)
{
    if (!where.address.isLoopback()) {
        return failure(ErrorCode::Unsupported,
                       u"%1 is not a loopback address: whoever reached it could run programs here. Listen on 127.0.0.1 "
                       "or [::1]."_s.arg(where.address.toString()));
    }
    if (!m_server.listen(where.address, where.port)) {
        const bool isTaken = m_server.serverError() == QAbstractSocket::AddressInUseError;
        return failure(isTaken ? ErrorCode::Conflict : ErrorCode::Io,
                       u"cannot listen on %1:%2: %3. Choose another with --listen ADDRESS:PORT (port 0 takes a free "
                       "one)."_s.arg(where.address.toString())
                           .arg(where.port)
                           .arg(m_server.errorString()));
    }
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
    dispatch(ApiRequest::from(request), ApiReply(std::move(responder)));
    return true;
}

void ApiServer::missingHandler(const QHttpServerRequest & /*request*/, QHttpServerResponder & /*responder*/)
{
    // handleRequest() answers everything.
}

void ApiServer::dispatch(ApiRequest request, ApiReply reply)
{
    if (const auto refusal = CallerPolicy(port()).refusal(request)) {
        const auto status = refusal->detail == "Host"_L1 ? HttpStatus::MisdirectedRequest : HttpStatus::Forbidden;
        return reply.error(status, *refusal);
    }
    if (request.body.size() > maxBodyBytes) {
        return reply.error(HttpStatus::PayloadTooLarge,
                           {ErrorCode::InvalidArgument, u"the body is larger than 8 MiB"_s, u"body"_s});
    }
    auto found = m_routes.find(request.method, request.path);
    if (auto *match = std::get_if<RouteTable::Match>(&found)) {
        request.parameters = std::move(match->parameters);
        return match->route->handle(std::move(request), std::move(reply));
    }
    if (const auto *wrong = std::get_if<RouteTable::WrongMethod>(&found)) {
        QHttpHeaders headers;
        headers.append(QHttpHeaders::WellKnownHeader::Allow, wrong->allowed);
        return reply.error(HttpStatus::MethodNotAllowed,
                           {ErrorCode::InvalidArgument,
                            u"%1 takes %2"_s.arg(request.path, QString::fromLatin1(wrong->allowed)), u"method"_s},
                           headers);
    }
    reply.error({ErrorCode::NotFound, u"there is no %1"_s.arg(request.path), {}});
}

} // namespace ca
