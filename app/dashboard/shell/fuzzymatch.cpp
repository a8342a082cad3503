#include "fuzzymatch.h"

#include <QString>
#include <algorithm>

namespace ca::dashboard {

namespace {

constexpr int letterPoints = 1;
constexpr int runPoints = 4;
constexpr int beginningPoints = 8;
constexpr int wholePoints = 20;

bool beginsWord(QStringView text, qsizetype at)
{
    return at == 0 || at >= text.size() || !text[at - 1].isLetterOrNumber();
}

/// The best way to find `typed` from `from` on, where `isRun` says that the letter before was found just before it.
std::optional<int> scoreFrom(QStringView typed, QStringView text, qsizetype from, bool isRun)
{
    if (typed.isEmpty())
        return 0;
    std::optional<int> best;
    for (qsizetype at = from; at < text.size(); ++at) {
        if (text[at] != typed[0])
            continue;
        const bool begins = beginsWord(text, at);
        const bool goesOn = isRun && at == from;
        if (!begins && !goesOn && best)
            continue; // a letter further on inside a word is no better than the first one
        const auto rest = scoreFrom(typed.sliced(1), text, at + 1, true);
        if (!rest)
            break; // nor will it be found from further on
        const int points = letterPoints + (begins ? beginningPoints : 0) + (goesOn ? runPoints : 0);
        best = std::max(best.value_or(0), points + *rest);
    }
    return best;
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView text)
{
    constexpr qsizetype mostTyped = 24; // beyond it only the time grows
    const QString letters = typed.toString().remove(u' ').left(mostTyped).toCaseFolded();
    const QString folded = text.toString().toCaseFolded();
    auto score = scoreFrom(letters, folded, 0, false);
    if (!score)
        return std::nullopt;
    const qsizetype whole = folded.indexOf(typed.toString().simplified().toCaseFolded());
    if (whole >= 0 && beginsWord(folded, whole))
        *score += wholePoints;
    constexpr int fewest = 1000;
    return *score * fewest -
           static_cast<int>(std::min<qsizetype>(folded.size(), fewest - 1)); // the shorter, the nearer
}

} // namespace ca::dashboard
