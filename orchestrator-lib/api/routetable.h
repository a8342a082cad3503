#pragma once

#include <QList>
#include <QStringList>
#include <functional>
#include <variant>

#include "apireply.h"
#include "apirequest.h"

namespace ca {

using RouteHandler = std::function<void(ApiRequest, ApiReply)>;

struct Route
{
    QByteArray method;
    /// "/status/{id}": a segment in braces stands for any one segment.
    QString pattern;
    RouteHandler handle;
};

/// The calls of the API, in one list.
class RouteTable
{
public:
    void add(QByteArray method, const QString &pattern, RouteHandler handle);

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
    [[nodiscard]] std::variant<Match, WrongMethod, NotFound> find(const QByteArray &method, const QString &path) const;

private:
    struct Entry
    {
        Route route;
        QStringList segments;
    };
    QList<Entry> m_entries;
};

} // namespace ca
