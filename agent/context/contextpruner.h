#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "contextentry.h"

namespace ca::agent {

/// Makes a conversation smaller, the oldest first and no more than needed: outputs shrink to head and tail, then to one
/// line, then plans too, then old rounds merge into one line. The task, the person's messages, the last plan and what
/// came after it stay whole, as long as the rest is enough; when it is not, they shrink as well. Always ends, with the
/// target reached wherever that leaves room for a few words of each entry that is left. Linear.
class ContextPruner
{
public:
    /// `tokens`: what the entries take now.
    ContextPruner(std::vector<ContextEntry> &entries, std::int64_t tokens);

    /// Returns how many entries were changed.
    int run(std::int64_t target);
    [[nodiscard]] std::int64_t tokens() const { return m_tokens; }

private:
    [[nodiscard]] bool fits() const { return m_tokens <= m_target; }
    [[nodiscard]] std::size_t lastPlan() const;
    void replaceText(ContextEntry &entry, std::string text);
    /// Each of these leaves what stands at `end` and behind it as it is, and the last plan.
    void reduce(std::size_t end, bool sparesMessages);
    void shrink(std::size_t end, EntryKind kind, Detail detail);
    void merge(std::size_t end, bool sparesMessages);
    /// The last resort: no entry longer than the length with which all of them fit.
    void capAll();
    [[nodiscard]] std::size_t longestThatFits(bool sparesSystem) const;

    std::vector<ContextEntry> &m_entries;
    std::int64_t m_tokens;
    std::int64_t m_target = 0;
    int m_changed = 0;
};

} // namespace ca::agent
