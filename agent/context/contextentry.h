#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ca::agent {

/// What an entry of the context is; it decides how it is pruned.
enum class EntryKind : std::uint8_t {
    /// The system prompt.
    System,
    /// What the person asked for.
    Task,
    /// What the person said later.
    Message,
    /// A model's answer.
    Plan,
    /// How a step went.
    Output,
    /// What the agent itself has to say.
    Note,
    /// What is left of old rounds.
    Merged,
};

/// How much is left of an entry.
enum class Detail : std::uint8_t { Whole, HeadAndTail, Line };

/// One entry of the conversation with the model.
struct ContextEntry
{
    EntryKind kind = EntryKind::Note;
    std::string text = {};
    /// What stays of it when it shrinks to one line.
    std::string line = {};
    /// The analysis it belongs to, from 1.
    int round = 0;
    /// The step it tells of, from 1; 0: none.
    int step = 0;
    /// How many steps it tells of, and how many of them failed.
    int steps = 0;
    int failures = 0;
    Detail detail = Detail::Whole;
    /// Names of pictures in the workspace, for a model that sees.
    std::vector<std::string> images = {};
};

/// Who speaks: system, user or assistant, as the chat protocol has it.
constexpr std::string_view roleOf(EntryKind kind)
{
    if (kind == EntryKind::System)
        return "system";
    return kind == EntryKind::Plan ? "assistant" : "user";
}

/// Four bytes are counted as one token.
constexpr std::int64_t tokensOf(std::size_t bytes)
{
    return static_cast<std::int64_t>((bytes + 3) / 4);
}

} // namespace ca::agent
