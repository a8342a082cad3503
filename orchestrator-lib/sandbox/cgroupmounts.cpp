#include "cgroupmounts.h"

#include <QFile>
#include <QList>

namespace ca {

namespace {

struct Membership
{
    QByteArray unified;
    QHash<QByteArray, QByteArray> v1;
};

Membership parseMembership(const QByteArray &selfCgroup)
{
    Membership membership;
    for (const auto &line : selfCgroup.split('\n')) {
        const auto first = line.indexOf(':');
        const auto second = line.indexOf(':', first + 1);
        if (first < 0 || second < 0)
            continue;
        const auto controllers = line.sliced(first + 1, second - first - 1);
        const auto path = line.sliced(second + 1);
        if (controllers.isEmpty())
            membership.unified = path;
        for (const auto &controller : controllers.split(','))
            membership.v1.insert(controller, path);
    }
    return membership;
}

// The kernel writes space, tab, newline and backslash in paths as \ooo.
QByteArray unescaped(const QByteArray &field)
{
    QByteArray result;
    for (qsizetype i = 0; i < field.size(); ++i) {
        if (field.at(i) == '\\' && i + 3 < field.size()) {
            result.append(static_cast<char>(field.sliced(i + 1, 3).toInt(nullptr, 8)));
            i += 3;
        } else {
            result.append(field.at(i));
        }
    }
    return result;
}

// Empty when `own` is not below `root`, the part of the hierarchy that is mounted.
QString directoryOf(const QByteArray &mountPoint, const QByteArray &root, const QByteArray &own)
{
    if (own.isEmpty())
        return {};
    auto below = own;
    if (root != "/") {
        if (own != root && !own.startsWith(QByteArray(root + '/')))
            return {};
        below = own.sliced(root.size());
    }
    auto path = QFile::decodeName(mountPoint + '/' + below);
    while (path.endsWith(u'/'))
        path.chop(1);
    return path.replace(QStringLiteral("//"), QStringLiteral("/"));
}

} // namespace

CgroupMounts findCgroupMounts(const QByteArray &mountInfo, const QByteArray &selfCgroup)
{
    const auto membership = parseMembership(selfCgroup);
    CgroupMounts mounts;
    for (const auto &line : mountInfo.split('\n')) {
        const auto fields = line.split(' ');
        const auto dash = fields.indexOf("-");
        if (dash < 5 || fields.size() < dash + 4)
            continue;
        const auto root = unescaped(fields.at(3));
        const auto mountPoint = unescaped(fields.at(4));
        if (fields.at(dash + 1) == "cgroup2") {
            mounts.unified = directoryOf(mountPoint, root, membership.unified);
            mounts.unifiedRoot = QFile::decodeName(mountPoint);
        } else if (fields.at(dash + 1) == "cgroup") {
            for (const auto &option : fields.at(dash + 3).split(',')) {
                if (membership.v1.contains(option))
                    mounts.v1.insert(option, directoryOf(mountPoint, root, membership.v1.value(option)));
            }
        }
    }
    return mounts;
}

} // namespace ca
