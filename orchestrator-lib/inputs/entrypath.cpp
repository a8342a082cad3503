#include "entrypath.h"

#include <QByteArrayList>
#include <climits>

#include "archivenames.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
std::unexpected<Error> refused(QByteArrayView name, const QString &why)
{
    return failure(ErrorCode::InvalidArgument, u"its entry \"%1\" %2"_s.arg(shownName(name), why));
}
} // namespace

QString shownName(QByteArrayView name)
{
    constexpr qsizetype mostShown = 120;
    const QString shown = archiveName(name.toByteArray());
    return shown.size() <= mostShown ? shown : shown.left(mostShown - 1) + u'…';
}

Result<QByteArray> entryPath(QByteArrayView name, int maxDepth)
{
    if (name.startsWith('/'))
        return refused(name, u"has an absolute name"_s);
    QByteArrayList segments;
    for (const QByteArray &segment : name.toByteArray().split('/')) {
        if (segment.isEmpty() || segment == ".")
            continue;
        if (segment == "..")
            return refused(name, u"leads out of the folder (\"..\")"_s);
        if (segment.size() > NAME_MAX)
            return refused(name, u"has a name that is too long for a file"_s);
        segments.append(segment);
    }
    if (segments.size() > maxDepth)
        return refused(name, u"is more than %1 folders deep"_s.arg(maxDepth));
    QByteArray path = segments.join('/');
    if (path.size() >= PATH_MAX)
        return refused(name, u"has a path that is too long for a file"_s);
    return path;
}

} // namespace ca
