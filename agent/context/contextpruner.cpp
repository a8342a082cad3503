#include "contextpruner.h"

#include <algorithm>
#include <utility>

#include "shorten.h"
#include "text.h"

namespace ca::agent {

namespace {

/// What an older entry keeps of its beginning and its end; errors stand at the end.
constexpr std::size_t headBytes = 512;
constexpr std::size_t tailBytes = 1024;
/// Below this a text says nothing any more.
constexpr std::size_t leastBytes = 16;
/// What the line for merged rounds takes, at most: to merge less would be no gain.
constexpr std::int64_t mergedTokens = 48;

/// The shorter text; empty where it would not be shorter.
std::string shortened(const ContextEntry &entry, Detail detail)
{
    auto text = detail == Detail::HeadAndTail ? headAndTail(entry.text, headBytes, tailBytes) : entry.line;
    return text.size() < entry.text.size() ? text : std::string();
}

/// At most `bytes` of the text.
std::string capped(const std::string &text, std::size_t bytes)
{
    constexpr std::size_t markerBytes = 64;
    if (bytes < 4 * markerBytes)
        return protocol::cutToBytes(text, std::max(bytes, leastBytes));
    const auto head = (bytes - markerBytes) / 3;
    return headAndTail(text, head, bytes - markerBytes - head);
}

/// Takes what a merger leaves out into the entry that stands for all of it.
void mergeInto(ContextEntry &merged, const ContextEntry &entry)
{
    merged.round = std::max(merged.round, entry.round);
    merged.steps += entry.steps;
    merged.failures += entry.failures;
}

std::string mergedLine(const ContextEntry &merged)
{
    return "[Older rounds, up to round " + std::to_string(merged.round) +
           ", are left out to save room: " + std::to_string(merged.steps) + " steps, " +
           std::to_string(merged.failures) + " of them failed. The workspace has what they made.]";
}

} // namespace

ContextPruner::ContextPruner(std::vector<ContextEntry> &entries, std::int64_t tokens)
    : m_entries(entries)
    , m_tokens(tokens)
{
}

int ContextPruner::run(std::int64_t target)
{
    m_target = target;
    m_changed = 0;
    if (const auto plan = lastPlan(); plan < m_entries.size())
        reduce(plan, true);
    if (!fits() && !m_entries.empty())
        reduce(m_entries.size() - 1, false);
    if (!fits())
        capAll();
    return m_changed;
}

std::size_t ContextPruner::lastPlan() const
{
    for (std::size_t i = m_entries.size(); i > 0; --i) {
        if (m_entries[i - 1].kind == EntryKind::Plan)
            return i - 1;
    }
    return m_entries.size();
}

void ContextPruner::replaceText(ContextEntry &entry, std::string text)
{
    m_tokens += tokensOf(text.size()) - tokensOf(entry.text.size());
    entry.text = std::move(text);
    m_changed += 1;
}

void ContextPruner::reduce(std::size_t end, bool sparesMessages)
{
    for (const auto kind : {EntryKind::Output, EntryKind::Plan}) {
        for (const auto detail : {Detail::HeadAndTail, Detail::Line})
            shrink(end, kind, detail);
    }
    if (!fits())
        merge(end, sparesMessages);
}

void ContextPruner::shrink(std::size_t end, EntryKind kind, Detail detail)
{
    const auto plan = lastPlan();
    for (std::size_t i = 0; i < end && !fits(); ++i) {
        auto &entry = m_entries[i];
        if (entry.kind != kind || entry.detail >= detail || i == plan)
            continue;
        entry.detail = detail;
        if (auto text = shortened(entry, detail); !text.empty())
            replaceText(entry, std::move(text));
    }
}

void ContextPruner::merge(std::size_t end, bool sparesMessages)
{
    const auto plan = lastPlan();
    const auto goes = [&](std::size_t i) {
        const auto kind = m_entries[i].kind;
        const bool isKept = kind == EntryKind::System || kind == EntryKind::Task || i == plan;
        return i < end && !isKept && (!sparesMessages || kind != EntryKind::Message);
    };
    std::int64_t gain = 0;
    for (std::size_t i = 0; i < end; ++i)
        gain += goes(i) ? tokensOf(m_entries[i].text.size()) : 0;
    if (gain <= mergedTokens)
        return;
    ContextEntry merged{.kind = EntryKind::Merged, .detail = Detail::Line};
    std::vector<ContextEntry> kept;
    std::size_t place = m_entries.size();
    m_tokens += mergedTokens;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (fits() || !goes(i)) {
            kept.push_back(std::move(m_entries[i]));
            continue;
        }
        place = std::min(place, kept.size());
        m_tokens -= tokensOf(m_entries[i].text.size());
        mergeInto(merged, m_entries[i]);
        m_changed += 1;
    }
    merged.line = merged.text = mergedLine(merged);
    m_tokens += tokensOf(merged.text.size()) - mergedTokens;
    kept.insert(kept.begin() + static_cast<std::ptrdiff_t>(place), std::move(merged));
    m_entries = std::move(kept);
}

void ContextPruner::capAll()
{
    std::int64_t systemTokens = 0;
    for (const auto &entry : m_entries)
        systemTokens += entry.kind == EntryKind::System ? tokensOf(entry.text.size()) : 0;
    // The rules are of use only as a whole; where they take most of the room, nothing can be spared.
    const bool sparesSystem = systemTokens <= m_target / 2;
    const auto longest = longestThatFits(sparesSystem);
    for (auto &entry : m_entries) {
        if (entry.text.size() > longest && (!sparesSystem || entry.kind != EntryKind::System))
            replaceText(entry, capped(entry.text, longest));
    }
}

std::size_t ContextPruner::longestThatFits(bool sparesSystem) const
{
    std::vector<std::size_t> sizes;
    // A token for each is what rounding up may cost.
    auto left = (m_target - static_cast<std::int64_t>(m_entries.size())) * 4;
    for (const auto &entry : m_entries) {
        if (sparesSystem && entry.kind == EntryKind::System)
            left -= static_cast<std::int64_t>(entry.text.size());
        else
            sizes.push_back(entry.text.size());
    }
    std::ranges::sort(sizes);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto share = std::max<std::int64_t>(left, 0) / static_cast<std::int64_t>(sizes.size() - i);
        if (std::cmp_greater(sizes[i], share))
            return static_cast<std::size_t>(share);
        left -= static_cast<std::int64_t>(sizes[i]);
    }
    return sizes.empty() ? 0 : sizes.back();
}

} // namespace ca::agent
