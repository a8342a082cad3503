#include "fuzzymatch.h"

#include <QString>
#include <algorithm>
#include <ranges>
#include <utility>
#include <vector>

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

constexpr int impossible = -1'000'000;

/// The points of the best way to find all of `typed`, or less than 0. From its last letter to the first: what each
/// place of the text is worth, if the letter is found there and the later ones behind it.
int pointsOf(QStringView typed, QStringView text)
{
    const auto size = static_cast<std::size_t>(text.size());
    std::vector<int> later(size + 2, 0); // from a place on, with the letter before just in front of it
    for (const QChar letter : std::ranges::reverse_view(typed)) {
        std::vector<int> from(size + 2, impossible);
        int best = impossible; // from a place on, wherever the letter before was
        for (std::size_t at = size; at-- > 0;) {
            const auto place = static_cast<qsizetype>(at);
            int here = impossible;
            if (text[place] == letter)
                here = letterPoints + (beginsWord(text, place) ? beginningPoints : 0) + later[at + 1];
            best = std::max(best, here);
            from[at] = std::max(best, here + runPoints);
        }
        later = std::move(from);
        later[size + 1] = best;
    }
    return later[size + 1];
}

} // namespace

std::optional<int> fuzzyScore(QStringView typed, QStringView text)
{
    constexpr qsizetype mostTyped = 24; // beyond it only the time grows
    const QString letters = typed.toString().remove(u' ').left(mostTyped).toCaseFolded();
    const QString folded = text.toString().toCaseFolded();
    int score = pointsOf(letters, folded);
    if (score < 0)
        return std::nullopt;
    const qsizetype whole = folded.indexOf(typed.toString().simplified().toCaseFolded());
    if (whole >= 0 && beginsWord(folded, whole))
        score += wholePoints;
    constexpr int fewest = 1000;
    return score * fewest - static_cast<int>(std::min<qsizetype>(folded.size(), fewest - 1)); // the shorter, the nearer
}

} // namespace ca::dashboard
