#include "inputname.h"

#include <algorithm>

namespace ca {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostNameBytes = 255;
/// Room for the "-2" of a second one.
constexpr qsizetype spareBytes = 15;
} // namespace

Result<void> checkInputName(const QString &name)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    const bool isSegment = !name.isEmpty() && name != "."_L1 && name != ".."_L1 && !name.contains(u'/');
    if (isSegment && name.toUtf8().size() <= mostNameBytes - spareBytes && !std::ranges::any_of(name, isControl))
        return {};
    return failure(ErrorCode::InvalidArgument,
                   u"that is no file name: it is one name without slashes and control characters, at most %1 bytes "
                   "long"_s.arg(mostNameBytes - spareBytes),
                   u"name"_s);
}

QString freeName(const QString &name, QSet<QString> &taken)
{
    const qsizetype dot = name.indexOf(u'.', 1);
    const QString stem = dot < 0 ? name : name.left(dot);
    const QString ending = dot < 0 ? QString() : name.sliced(dot);
    QString found = name;
    for (int number = 2; taken.contains(found); ++number)
        found = u"%1-%2%3"_s.arg(stem, QString::number(number), ending);
    taken.insert(found);
    return found;
}

QSet<QString> reservedNames()
{
    return {u"context.txt"_s};
}

} // namespace ca
