#include "fragmentfinder.h"

#include <algorithm>
#include <cstring>

namespace ca {

namespace {
constexpr qsizetype gramBytes = 4;
}

FragmentFinder::FragmentFinder(QList<QByteArray> patterns, qsizetype window)
    : m_patterns(std::move(patterns))
    , m_window(std::max(window, leastWindow))
{
    m_patterns.removeIf([this](const QByteArray &pattern) { return pattern.size() < m_window; });
    for (qsizetype pattern = 0; pattern < m_patterns.size(); ++pattern) {
        for (qsizetype offset = 0; offset + gramBytes <= m_patterns.at(pattern).size(); ++offset) {
            const std::uint32_t gram = gramAt(m_patterns.at(pattern), offset);
            m_slots.set(slotOf(gram));
            m_places.emplace(gram, Place{.pattern = pattern, .offset = offset});
        }
    }
}

std::uint32_t FragmentFinder::gramAt(QByteArrayView text, qsizetype position)
{
    std::uint32_t gram = 0;
    std::memcpy(&gram, text.data() + position, sizeof gram);
    return gram;
}

std::size_t FragmentFinder::slotOf(std::uint32_t gram)
{
    constexpr std::uint32_t golden = 0x9e3779b1; // Knuth's multiplicative hash
    return (gram * golden) >> 16U;
}

std::vector<TextRange> FragmentFinder::find(QByteArrayView text) const
{
    std::vector<TextRange> found;
    if (m_patterns.isEmpty())
        return found;
    const qsizetype stride = m_window - gramBytes + 1;
    for (qsizetype position = 0; position + gramBytes <= text.size(); position += stride) {
        if (m_slots.test(slotOf(gramAt(text, position))))
            collect(text, position, found);
    }
    return found.size() < 2 ? found : joined(std::move(found));
}

void FragmentFinder::collect(QByteArrayView text, qsizetype position, std::vector<TextRange> &found) const
{
    const auto [first, last] = m_places.equal_range(gramAt(text, position));
    for (auto place = first; place != last; ++place) {
        const QByteArrayView pattern(m_patterns.at(place->second.pattern));
        const qsizetype offset = place->second.offset;
        qsizetype before = 0;
        while (before < std::min(position, offset) && text[position - before - 1] == pattern[offset - before - 1])
            ++before;
        qsizetype length = gramBytes;
        while (length < std::min(text.size() - position, pattern.size() - offset) &&
               text[position + length] == pattern[offset + length])
            ++length;
        if (before + length >= m_window)
            found.push_back({.begin = position - before, .end = position + length});
    }
}

std::vector<TextRange> joined(std::vector<TextRange> ranges)
{
    std::ranges::sort(ranges, {}, &TextRange::begin);
    std::vector<TextRange> result;
    for (const TextRange &range : ranges) {
        if (!result.empty() && range.begin <= result.back().end)
            result.back().end = std::max(result.back().end, range.end);
        else
            result.push_back(range);
    }
    return result;
}

} // namespace ca
