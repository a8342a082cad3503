#include "viewdoor.h"

#include <QFile>
#include <QHttpHeaders>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QLoggingCategory>
#include <QPointer>

#include "jobjson.h"
#include "liveviews.h"
#include "orchestrator.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using Header = QHttpHeaders::WellKnownHeader;
using Status = QHttpServerResponder::StatusCode;

Q_LOGGING_CATEGORY(log, "ca.views")

constexpr auto openPath = "/open/"_L1;

QHttpHeaders pageHeaders(const QByteArray &type)
{
    QHttpHeaders headers;
    headers.append(Header::ContentType, type);
    headers.append(Header::CacheControl, "no-store");
    // What a form leads to is a view, which has a port of its own.
    headers.append(Header::ContentSecurityPolicy,
                   "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:*; base-uri 'none'; "
                   "frame-ancestors 'none'");
    headers.append(Header::XContentTypeOptions, "nosniff");
    headers.append("Referrer-Policy"_L1, "no-referrer");
    headers.append(Header::XFrameOptions, "DENY");
    return headers;
}

void redirect(QHttpServerResponder &responder, const QUrl &where)
{
    QHttpHeaders headers = pageHeaders("text/plain");
    headers.append(Header::Location, where.toEncoded());
    responder.write(QByteArray(), headers, Status::SeeOther);
}

QString sectionOf(const QString &heading, const QString &items)
{
    return items.isEmpty() ? QString() : u"<h2>%1</h2>\n<ul>\n%2</ul>\n"_s.arg(heading, items);
}
} // namespace

ViewDoor::ViewDoor(Orchestrator &orchestrator, Service service, const QString &token, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_orchestrator(orchestrator)
    , m_service(service)
    , m_token(token)
    , m_policy(0)
    , m_server([this](const RequestHead &head) { return m_policy.refusal(head); })
{
}

ViewDoor::~ViewDoor() = default;

Result<void> ViewDoor::listen(quint16 port)
{
    if (!m_server.listen(QHostAddress::LocalHost, port)) {
        const bool isTaken = m_server.serverError() == QAbstractSocket::AddressInUseError;
        return failure(isTaken ? ErrorCode::Conflict : ErrorCode::Io,
                       u"cannot list the %1s on port %2: %3. Views work without it; set %4 to another port, 0 for any, "
                       "or off."_s.arg(serviceName(m_service))
                           .arg(port)
                           .arg(m_server.errorString(),
                                m_service == Service::Desktop ? u"AGENT_DESKTOP_PORT"_s : u"AGENT_NOTEBOOK_PORT"_s));
    }
    m_policy = CallerPolicy(m_server.serverPort(), m_token);
    if (!bind(&m_server))
        return failure(ErrorCode::Io, u"the HTTP server cannot use the port"_s);
    return {};
}

void ViewDoor::listenAsSet(const QString &port)
{
    if (port == "off"_L1)
        return;
    if (const auto listening = listen(port.toUShort()); !listening)
        qCWarning(log).noquote() << listening.error().message;
}

bool ViewDoor::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    const QString path = request.url().path();
    const bool isGet =
        request.method() == QHttpServerRequest::Method::Get || request.method() == QHttpServerRequest::Method::Head;
    if (path == "/"_L1 && isGet) {
        showAll(responder);
    } else if (path == "/door.css"_L1 && isGet) {
        QFile style(u":/view/door.css"_s);
        responder.write(style.open(QIODevice::ReadOnly) ? style.readAll() : QByteArray(), pageHeaders("text/css"));
    } else if (path.startsWith(openPath) && request.method() == QHttpServerRequest::Method::Post) {
        open(QUuid::fromString(path.sliced(openPath.size())), std::move(responder));
    } else {
        responder.write("There is nothing here: the list is at /.\n"_ba, pageHeaders("text/plain; charset=utf-8"),
                        Status::NotFound);
    }
    return true;
}

void ViewDoor::missingHandler(const QHttpServerRequest & /*request*/, QHttpServerResponder & /*responder*/)
{
    // handleRequest() answers everything.
}

QUrl ViewDoor::address(const JobId &id) const
{
    return m_orchestrator.views().url(id, m_service, ViewerRights::Control);
}

void ViewDoor::showAll(QHttpServerResponder &responder)
{
    const QList<JobId> live = m_orchestrator.views().open(m_service);
    if (live.size() == 1)
        return redirect(responder, address(live.first()));
    responder.write(page(), pageHeaders("text/html; charset=utf-8"));
}

QCoro::Task<void> ViewDoor::open(JobId id, QHttpServerResponder responder)
{
    QHttpServerResponder answer = std::move(responder);
    const QPointer<ViewDoor> self = this;
    LiveViews &views = m_orchestrator.views();
    const Result<QUrl> url = m_service == Service::Desktop
                                 ? co_await views.openDesktop(id, {.rights = ViewerRights::Control})
                                 : co_await views.openNotebook(id);
    if (url)
        redirect(answer, *url);
    else if (self)
        answer.write(page(url.error().message), pageHeaders("text/html; charset=utf-8"), Status::Conflict);
}

QByteArray ViewDoor::page(const QString &sentence) const
{
    QString live;
    QString startable;
    const QList<JobId> open = m_orchestrator.views().open(m_service);
    for (const JobId &id : open) {
        if (const auto job = m_orchestrator.job(id))
            live += u"<li><a href=\"%1\">%2</a></li>\n"_s.arg(address(id).toString(QUrl::FullyEncoded).toHtmlEscaped(),
                                                              job->title.toHtmlEscaped());
    }
    for (const Job *job : m_orchestrator.orderedJobs()) {
        if (job->status == JobStatus::Running && job->phase != JobPhase::Packing && !open.contains(job->id))
            startable += u"<li><form method=\"post\" action=\"/open/%1\">%2 <button>Open</button></form></li>\n"_s.arg(
                idToText(job->id), job->title.toHtmlEscaped());
    }
    const QString what = m_service == Service::Desktop ? u"Desktops"_s : u"Notebooks"_s;
    QString body = sentence.isEmpty() ? QString() : u"<p role=\"alert\">%1</p>\n"_s.arg(sentence.toHtmlEscaped());
    body += sectionOf(u"Open"_s, live) + sectionOf(u"Running jobs"_s, startable);
    if (live.isEmpty() && startable.isEmpty())
        body += u"<p>No job is running. What a job shows is there while it runs; its files stay.</p>\n"_s;
    return QString(u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                   "<meta name=\"color-scheme\" content=\"light dark\"><title>"_s +
                   what + u"</title><link rel=\"stylesheet\" href=\"/door.css\"></head>\n<body>\n<h1>"_s + what +
                   u"</h1>\n"_s + body + u"</body></html>\n"_s)
        .toUtf8();
}

} // namespace ca
