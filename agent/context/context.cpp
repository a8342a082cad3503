#include "context.h"

#include <utility>

#include "contextpruner.h"

namespace ca::agent {

void Context::add(ContextEntry entry)
{
    m_tokens += tokensOf(entry.text.size());
    m_entries.push_back(std::move(entry));
}

protocol::ContextPruned Context::prune(std::int64_t target)
{
    protocol::ContextPruned pruned{.before = m_tokens, .after = m_tokens};
    if (m_tokens <= target)
        return pruned;
    ContextPruner pruner(m_entries, m_tokens);
    pruned.entries = pruner.run(target);
    pruned.after = m_tokens = pruner.tokens();
    return pruned;
}

std::size_t Context::firstShownImage() const
{
    constexpr std::size_t mostImages = 3;
    std::size_t count = 0;
    for (const auto &entry : m_entries)
        count += entry.images.size();
    return count > mostImages ? count - mostImages : 0;
}

std::vector<protocol::ChatEntry> Context::messages() const
{
    std::vector<protocol::ChatEntry> messages;
    const auto firstShown = firstShownImage();
    std::size_t image = 0;
    for (const auto &entry : m_entries) {
        const auto role = roleOf(entry.kind);
        if (!messages.empty() && messages.back().role == role)
            messages.back().content.append("\n\n").append(entry.text);
        else
            messages.push_back({.role = std::string(role), .content = entry.text});
        for (const auto &name : entry.images) {
            if (image++ >= firstShown)
                messages.back().images.push_back(name);
        }
    }
    return messages;
}

} // namespace ca::agent
