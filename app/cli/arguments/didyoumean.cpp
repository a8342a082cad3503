#include "didyoumean.h"

#include "nearestname.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

QString didYouMean(const QString &typed, const QStringList &words, const QString &prefix)
{
    const QStringList longer = words.filter(typed, Qt::CaseInsensitive);
    const bool isBeginning = longer.size() == 1 && longer.first().startsWith(typed, Qt::CaseInsensitive);
    const QString meant = isBeginning ? longer.first() : nearestName(typed, words);
    return meant.isEmpty() ? QString() : u" Did you mean %1%2?"_s.arg(prefix, meant);
}

} // namespace ca::cli
