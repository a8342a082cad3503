#include "conversation.h"

#include <algorithm>
#include <utility>

#include "eventreporter.h"
#include "shorten.h"

namespace ca::agent {

namespace {

/// Plain text doubles at most as JSON, and a line of the link has 16 MiB: 1.75 million tokens are 7 MB.
constexpr std::int64_t maxWindow = 1'750'000;
constexpr std::int64_t minWindow = 1'024;
/// What is kept free for the model's answer, where the window is not small.
constexpr std::int64_t answerTokens = 32'768;

} // namespace

Conversation::Conversation(const Workspace &workspace, EventReporter &events)
    : m_file(workspace)
    , m_events(events)
    , m_window(maxWindow)
    , m_ceiling(maxWindow)
{
}

void Conversation::setWindow(std::int64_t tokens)
{
    m_window = std::clamp(tokens, minWindow, maxWindow);
}

void Conversation::halve()
{
    m_ceiling = std::max(m_context.tokens() / 2, minWindow / 2);
}

void Conversation::add(ContextEntry entry)
{
    entry.text = plainText(entry.text);
    entry.line = plainText(entry.line);
    noteUnwritable(m_file.append(entry));
    m_context.add(std::move(entry));
}

protocol::CompletionRequest Conversation::request()
{
    const auto usable = usableTokens();
    // Somewhat more than needed, so that it is not done again each round.
    if (m_context.tokens() > usable)
        prune(usable / 4 * 3);
    return {.messages = m_context.messages()};
}

std::size_t Conversation::outputBytes() const
{
    constexpr std::int64_t least = 512;
    constexpr std::int64_t most = 16'384;
    return static_cast<std::size_t>(std::clamp(usableTokens() * 4 / 32, least, most));
}

std::int64_t Conversation::usableTokens() const
{
    const auto forAnswer = std::min(m_window / 4, answerTokens);
    return std::min((m_window - forAnswer) / 10 * 9, m_ceiling);
}

void Conversation::prune(std::int64_t target)
{
    const auto pruned = m_context.prune(target);
    if (pruned.entries == 0)
        return;
    m_events.pruned(pruned);
    noteUnwritable(m_file.appendPruned(pruned.entries, pruned.before, pruned.after));
}

void Conversation::noteUnwritable(bool isWritten)
{
    if (isWritten || std::exchange(m_isUnwritableNoted, true))
        return;
    m_events.note("The conversation cannot be written to context.txt in the workspace; the job goes on without it.");
}

} // namespace ca::agent
