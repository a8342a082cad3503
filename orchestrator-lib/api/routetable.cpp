#include "routetable.h"

#include <optional>

namespace ca {

namespace {
std::optional<QHash<QString, QString>> matchSegments(const QStringList &pattern, const QStringList &path)
{
    if (pattern.size() != path.size())
        return std::nullopt;
    QHash<QString, QString> parameters;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i].startsWith(u'{') && !path[i].isEmpty())
            parameters.insert(pattern[i].mid(1, pattern[i].size() - 2), path[i]);
        else if (pattern[i] != path[i])
            return std::nullopt;
    }
    return parameters;
}
} // namespace

void RouteTable::add(QByteArray method, const QString &pattern, RouteHandler handle)
{
    m_entries.append({.route = {.method = std::move(method), .pattern = pattern, .handle = std::move(handle)},
                      .segments = pattern.split(u'/')});
}

std::variant<RouteTable::Match, RouteTable::WrongMethod, RouteTable::NotFound>
RouteTable::find(const QByteArray &method, const QString &path) const
{
    const QStringList segments = path.split(u'/');
    QByteArrayList allowed;
    for (const Entry &entry : m_entries) {
        auto parameters = matchSegments(entry.segments, segments);
        if (!parameters)
            continue;
        if (entry.route.method == method)
            return Match{.route = &entry.route, .parameters = std::move(*parameters)};
        allowed.append(entry.route.method);
    }
    if (allowed.isEmpty())
        return NotFound{};
    return WrongMethod{.allowed = allowed.join(", ")};
}

} // namespace ca
