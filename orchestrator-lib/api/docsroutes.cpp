#include "docsroutes.h"

#include <QFile>

#include "openapi.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QByteArray mimeTypeOf(const QString &name)
{
    if (name.endsWith(".js"_L1))
        return "text/javascript; charset=utf-8";
    return name.endsWith(".css"_L1) ? "text/css; charset=utf-8" : "text/html; charset=utf-8";
}
} // namespace

bool DocsRoutes::isPublic(QByteArrayView path)
{
    return path == "/docs" || path.startsWith("/docs/") || path == "/openapi.json";
}

void DocsRoutes::addTo(RouteTable &table)
{
    const auto handle = [this](ApiRequest request, ApiReply reply) { page(request, std::move(reply)); };
    table.add({.method = "GET",
               .pattern = u"/docs"_s,
               .summary = u"A page that shows these calls and lets one try them."_s,
               .answer = u"text/html"_s,
               .handle = handle});
    table.add({.method = "GET",
               .pattern = u"/docs/{file}"_s,
               .summary = u"The page's script and style."_s,
               .answer = u"text/javascript"_s,
               .errors = {404},
               .handle = handle});
    table.add({.method = "GET",
               .pattern = u"/openapi.json"_s,
               .summary = u"This description, as OpenAPI 3.1."_s,
               .answer = u"application/json"_s,
               .handle = [this, &table](const ApiRequest &, ApiReply reply) {
                   reply.json(openApiDocument(table, m_needsToken));
               }});
}

void DocsRoutes::page(const ApiRequest &request, ApiReply reply)
{
    const QString name = request.parameters.value(u"file"_s, u"docs.html"_s);
    QFile file(u":/api/"_s + name);
    if (name.contains(u'/') || !name.startsWith("docs."_L1) || !file.open(QIODevice::ReadOnly))
        return reply.error({ErrorCode::NotFound, u"there is no /docs/%1"_s.arg(name), {}});
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentSecurityPolicy,
                   "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                   "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, mimeTypeOf(name));
    reply.bytes(file.readAll(), headers);
}

} // namespace ca
