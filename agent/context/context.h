#pragma once

#include <cstdint>
#include <vector>

#include "contextentry.h"
#include "messages.h"

namespace ca::agent {

/// The conversation with the model, as it is remembered: entries in order, and their size.
class Context
{
public:
    void add(ContextEntry entry);
    /// What all entries take together, in tokens.
    [[nodiscard]] std::int64_t tokens() const { return m_tokens; }
    [[nodiscard]] const std::vector<ContextEntry> &entries() const { return m_entries; }

    /// Makes the context as small as `target` tokens, or as small as it can be. Linear in what there is to cut; says
    /// what it did, in `entries` how many it changed.
    protocol::ContextPruned prune(std::int64_t target);

    /// The entries as the chat protocol has them: neighbours of the same role are one message, since some models insist
    /// on roles that alternate. Only the newest pictures go along: each is as long as a few pages.
    [[nodiscard]] std::vector<protocol::ChatEntry> messages() const;

private:
    /// Counted over all entries.
    [[nodiscard]] std::size_t firstShownImage() const;

    std::vector<ContextEntry> m_entries;
    std::int64_t m_tokens = 0;
};

} // namespace ca::agent
