#include "guiscript.h"

#include <optional>
#include <utility>

#include "runbooklines.h"
#include "text.h"

namespace ca::agent {

namespace {

/// Splits one line, as a shell would without any expansion.
class WordSplitter
{
public:
    /// Nothing when a quote is not closed.
    std::optional<std::vector<std::string>> split(std::string_view line)
    {
        for (const char c : line)
            take(c);
        if (m_quote != 0 || m_isEscaped)
            return std::nullopt;
        endWord();
        return std::move(m_words);
    }

private:
    void take(char c)
    {
        if (std::exchange(m_isEscaped, false)) {
            add(c);
        } else if (c == '\\' && m_quote != '\'') {
            m_isEscaped = true;
        } else if (m_quote != 0 ? c == m_quote : c == '"' || c == '\'') {
            m_quote = m_quote != 0 ? char{0} : c;
            m_isInWord = true;
        } else if (m_quote == 0 && (c == ' ' || c == '\t')) {
            endWord();
        } else {
            add(c);
        }
    }
    void add(char c)
    {
        m_word += c;
        m_isInWord = true;
    }
    void endWord()
    {
        if (std::exchange(m_isInWord, false))
            m_words.push_back(std::exchange(m_word, {}));
    }

    std::vector<std::string> m_words;
    std::string m_word;
    char m_quote = 0;
    bool m_isEscaped = false;
    bool m_isInWord = false;
};

} // namespace

std::string GuiLine::text() const
{
    constexpr std::size_t maxCharacters = 80;
    std::string text;
    for (const auto &word : words)
        text += (text.empty() ? "" : " ") + word;
    return protocol::cutToLine(text, maxCharacters);
}

std::expected<std::vector<GuiLine>, std::string> readGuiScript(std::string_view script)
{
    protocol::RunbookLines lines(script);
    std::vector<GuiLine> commands;
    for (std::string_view line; lines.next(line);) {
        if (protocol::trimmed(line).starts_with('#'))
            continue;
        auto words = WordSplitter().split(line);
        if (!words)
            return std::unexpected("did not start: a quote in line " + std::to_string(lines.number()) +
                                   " is not closed, or its last backslash has nothing behind it");
        if (!words->empty())
            commands.push_back({.number = lines.number(), .words = std::move(*words)});
    }
    if (commands.empty())
        return std::unexpected("did not start: it has no commands; write one xdotool command a line");
    return commands;
}

} // namespace ca::agent
