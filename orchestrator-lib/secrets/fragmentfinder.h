#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <bitset>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ca {

/// A part of a text, in bytes.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const TextRange &) const = default;
};

/// Finds patterns in texts, and every piece of a pattern that is at least `window` bytes long: so a pattern that was
/// cut in two is found, too. A text without any costs a look at 4 bytes in every window - 3, whatever the number of
/// patterns: a run of `window` bytes always covers 4 bytes that begin at a multiple of window - 3. Immutable.
class FragmentFinder
{
public:
    static constexpr qsizetype leastWindow = 8;

    /// Patterns shorter than the window are ignored.
    FragmentFinder(QList<QByteArray> patterns, qsizetype window);

    /// In order, without overlaps.
    [[nodiscard]] std::vector<TextRange> find(QByteArrayView text) const;

private:
    struct Place
    {
        qsizetype pattern;
        qsizetype offset;
    };
    static std::uint32_t gramAt(QByteArrayView text, qsizetype position);
    static std::size_t slotOf(std::uint32_t gram);
    void collect(QByteArrayView text, qsizetype position, std::vector<TextRange> &found) const;

    static constexpr std::size_t slotCount = 1 << 16;
    QList<QByteArray> m_patterns;
    qsizetype m_window;
    std::bitset<slotCount> m_slots;
    std::unordered_multimap<std::uint32_t, Place> m_places;
};

/// Puts ranges in order and joins those that touch.
std::vector<TextRange> joined(std::vector<TextRange> ranges);

} // namespace ca
