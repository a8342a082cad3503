#include "routetable.h"

#include <QUrl>
#include <deque>
#include <optional>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

bool isPlaceholder(const QString &segment)
{
    return segment.startsWith(u'{');
}

bool takesTheRest(const QString &segment)
{
    return segment.endsWith(u"...}"_s);
}

QString nameOf(const QString &placeholder)
{
    return placeholder.sliced(1, placeholder.size() - (takesTheRest(placeholder) ? 5 : 2));
}

std::optional<QHash<QString, QString>> matchSegments(const QStringList &pattern, const QStringList &path)
{
    const bool isOpen = takesTheRest(pattern.last());
    const qsizetype fixed = isOpen ? pattern.size() - 1 : pattern.size();
    if (isOpen ? path.size() <= fixed : path.size() != fixed)
        return std::nullopt;
    QHash<QString, QString> parameters;
    for (qsizetype i = 0; i < fixed; ++i) {
        if (isPlaceholder(pattern[i]) && !path[i].isEmpty())
            parameters.insert(nameOf(pattern[i]), QUrl::fromPercentEncoding(path[i].toLatin1()));
        else if (pattern[i] != path[i])
            return std::nullopt;
    }
    if (isOpen)
        parameters.insert(nameOf(pattern.last()), path.sliced(fixed).join(u'/'));
    return parameters;
}
} // namespace

void RouteTable::add(Route route)
{
    QStringList segments = route.pattern.split(u'/');
    m_entries.push_back({.route = std::move(route), .segments = std::move(segments)});
}

std::vector<const Route *> RouteTable::routes() const
{
    std::vector<const Route *> routes;
    for (const Entry &entry : m_entries)
        routes.push_back(&entry.route);
    return routes;
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
        if (!allowed.contains(entry.route.method))
            allowed.append(entry.route.method);
    }
    if (allowed.isEmpty())
        return NotFound{};
    return WrongMethod{.allowed = allowed.join(", ")};
}

} // namespace ca
