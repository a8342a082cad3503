#include "openapi.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// What every call may answer: another page's origin, a foreign host, a server that is too busy or cannot write.
constexpr std::array commonErrors{403, 421, 503};

struct StatusMeaning
{
    int status;
    const char16_t *meaning;
};

constexpr std::array meanings{
    StatusMeaning{400, u"An id or a body that cannot be read."},
    StatusMeaning{401, u"The token is missing or wrong."},
    StatusMeaning{403, u"Pages of another origin may not call."},
    StatusMeaning{404, u"There is no such thing, or not yet what was asked for; the sentence says which."},
    StatusMeaning{409, u"It is in a state in which this cannot be done."},
    StatusMeaning{413, u"The body is too large."},
    StatusMeaning{416, u"The range lies outside of the file."},
    StatusMeaning{421, u"The Host header does not name this server."},
    StatusMeaning{422, u"The body or query does not fit; detail names the field."},
    StatusMeaning{429, u"Too many jobs or uploads are waiting."},
    StatusMeaning{503, u"The server cannot do it now; the sentence says why."},
};

QString meaningOf(int status)
{
    const auto *found = std::ranges::find(meanings, status, &StatusMeaning::status);
    return found == meanings.end() ? QString::number(status) : QString(found->meaning);
}

QJsonObject reference(const QString &schema)
{
    return {{u"$ref"_s, QString(u"#/components/schemas/"_s + schema)}};
}

/// "Status", or a media type.
QJsonObject content(const QString &what)
{
    if (what.contains(u'/'))
        return {{what, QJsonObject{{u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}}}}}};
    return {{u"application/json"_s, QJsonObject{{u"schema"_s, reference(what)}}}};
}

QJsonArray parametersOf(const Route &route)
{
    QJsonArray list;
    for (const QString &segment : route.pattern.split(u'/')) {
        if (!segment.startsWith(u'{'))
            continue;
        const QString name = QString(segment).remove(u'{').remove(u'}').remove(u'.');
        const QJsonObject schema = name == "id"_L1 ? reference(u"JobId"_s) : QJsonObject{{u"type"_s, u"string"_s}};
        list.append(QJsonObject{{u"name"_s, name}, {u"in"_s, u"path"_s}, {u"required"_s, true}, {u"schema"_s, schema}});
    }
    for (const RouteParameter &parameter : route.parameters) {
        list.append(QJsonObject{{u"name"_s, parameter.name},
                                {u"in"_s, parameter.in},
                                {u"description"_s, parameter.meaning},
                                {u"schema"_s, parameter.schema}});
    }
    return list;
}

QJsonObject responsesOf(const Route &route, bool needsToken)
{
    QJsonObject responses{
        {u"200"_s, QJsonObject{{u"description"_s, u"Done."_s}, {u"content"_s, content(route.answer)}}}};
    QList<int> errors = route.errors;
    std::ranges::copy(commonErrors, std::back_inserter(errors));
    if (needsToken)
        errors.append(401);
    for (const int status : std::as_const(errors)) {
        responses[QString::number(status)] =
            QJsonObject{{u"description"_s, meaningOf(status)}, {u"content"_s, content(u"Error"_s)}};
    }
    return responses;
}

QJsonObject operationOf(const Route &route, bool needsToken)
{
    QJsonObject operation{{u"summary"_s, route.summary}, {u"responses"_s, responsesOf(route, needsToken)}};
    if (const QJsonArray parameters = parametersOf(route); !parameters.isEmpty())
        operation[u"parameters"] = parameters;
    if (!route.body.isEmpty())
        operation[u"requestBody"] = QJsonObject{{u"required"_s, true}, {u"content"_s, content(route.body)}};
    return operation;
}

QJsonObject schemas()
{
    QFile file(u":/api/schemas.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}
} // namespace

QJsonObject openApiDocument(const RouteTable &routes, bool needsToken)
{
    QJsonObject paths;
    int position = 0;
    for (const Route *route : routes.routes()) {
        const QString path = QString(route->pattern).replace(u"...}"_s, u"}"_s);
        QJsonObject item = paths[path].toObject();
        QJsonObject operation = operationOf(*route, needsToken);
        operation[u"x-position"] = ++position; // a JSON object's order is not the table's
        item[QString::fromLatin1(route->method.toLower())] = operation;
        paths[path] = item;
    }
    QJsonObject components{{u"schemas"_s, schemas()}};
    QJsonObject document{{u"openapi"_s, u"3.1.0"_s},
                         {u"info"_s, QJsonObject{{u"title"_s, u"Containerized Agent"_s},
                                                 {u"version"_s, QCoreApplication::applicationVersion()}}},
                         {u"paths"_s, paths}};
    if (needsToken) {
        components[u"securitySchemes"] =
            QJsonObject{{u"token"_s, QJsonObject{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s}}}};
        document[u"security"] = QJsonArray{QJsonObject{{u"token"_s, QJsonArray()}}};
    }
    document[u"components"] = components;
    return document;
}

} // namespace ca
