#pragma once

#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <functional>
#include <variant>
#include <vector>

#include "apireply.h"
#include "apirequest.h"

namespace ca {

using RouteHandler = std::function<void(ApiRequest, ApiReply)>;

/// A parameter in a call's query or head.
struct RouteParameter
{
    QString name;
    /// A JSON Schema: {"type": "integer"} …
    QJsonObject schema;
    QString meaning;
    /// "query" or "header"
    QString in = QStringLiteral("query");
};

/// One call: how to reach it, what it is for, and who carries it out. The documentation is part of it, so that what is
/// served and what is documented are one list.
struct Route
{
    QByteArray method;
    /// "/status/{id}": a segment in braces stands for any one segment; a last one with dots, "{path...}", for any
    /// number.
    QString pattern;
    /// What it does, in a sentence.
    QString summary;
    QList<RouteParameter> parameters = {};
    /// The body: the name of a schema, or a media type; empty for a call without one.
    QString body = {};
    /// The answer: the name of a schema, or a media type ("application/zip").
    QString answer;
    /// The statuses of its errors, beside those that every call may answer.
    QList<int> errors = {};
    RouteHandler handle;
};

/// The calls of the API, in one list.
class RouteTable
{
public:
    void add(Route route);
    /// In the order in which they were added.
    [[nodiscard]] std::vector<const Route *> routes() const;

    struct NotFound
    {
    };
    struct WrongMethod
    {
        QByteArray allowed;
    };
    struct Match
    {
        const Route *route;
        QHash<QString, QString> parameters;
    };
    /// `path` is percent-encoded; the parameters are decoded, but for that of "{path...}".
    [[nodiscard]] std::variant<Match, WrongMethod, NotFound> find(const QByteArray &method, const QString &path) const;

private:
    struct Entry
    {
        Route route;
        QStringList segments;
    };
    std::vector<Entry> m_entries;
};

} // namespace ca
