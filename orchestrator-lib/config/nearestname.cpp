#include "nearestname.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace ca {

namespace {
/// Levenshtein's: how many characters to insert, delete or replace.
qsizetype distance(const QString &from, const QString &to)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        qsizetype diagonal = std::exchange(row.front(), i + 1);
        for (std::size_t j = 1; j < row.size(); ++j) {
            const bool isSame = from[i] == to[static_cast<qsizetype>(j) - 1];
            const qsizetype replaced = std::exchange(diagonal, row[j]) + (isSame ? 0 : 1);
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}
} // namespace

QString nearestName(const QString &mistyped, const QStringList &names)
{
    QString nearest;
    qsizetype least = std::max<qsizetype>(mistyped.size() / 2, 1);
    for (const QString &name : names) {
        const qsizetype changes = distance(mistyped.toUpper(), name.toUpper());
        if (changes < least || (changes == least && nearest.isEmpty())) {
            least = changes;
            nearest = name;
        }
    }
    return nearest;
}

} // namespace ca
