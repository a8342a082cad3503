#include "runbookinfo.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace ca::protocol {

namespace {

using Language = RunbookInfo::Language;
using Outcome = std::expected<void, std::string>;

constexpr int maxTimeoutSeconds = 7 * 24 * 3600;

constexpr std::array<std::pair<std::string_view, Language>, 8> languages{{
    {"sh", Language::Shell},
    {"bash", Language::Shell},
    {"python", Language::Python},
    {"ts", Language::TypeScript},
    {"typescript", Language::TypeScript},
    {"js", Language::TypeScript},
    {"javascript", Language::TypeScript},
    {"gui", Language::Gui},
}};

struct Words
{
    std::vector<std::string> words;
    bool isQuoteOpen = false;
};

/// Splits at blanks outside of double quotes, and takes the quotes away.
Words split(std::string_view text)
{
    Words result;
    std::string word;
    bool inWord = false;
    for (const char c : text) {
        if (c == '"') {
            result.isQuoteOpen = !result.isQuoteOpen;
            inWord = true;
        } else if ((c == ' ' || c == '\t') && !result.isQuoteOpen) {
            if (std::exchange(inWord, false))
                result.words.push_back(std::exchange(word, {}));
        } else {
            word += c;
            inWord = true;
        }
    }
    if (inWord)
        result.words.push_back(std::move(word));
    return result;
}

Language languageOf(std::string_view word)
{
    const auto isSame = [word](const auto &entry) {
        return std::ranges::equal(entry.first, word,
                                  [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
    };
    const auto found = std::ranges::find_if(languages, isSame);
    return found == languages.end() ? Language::Other : found->second;
}

Outcome checkFileName(std::string_view name)
{
    const std::string quoted = "'" + std::string(name) + "'";
    if (name.empty())
        return std::unexpected("file= needs a name, like file=app.py");
    if (name.front() == '/')
        return std::unexpected("the file name " + quoted + " is absolute; name it relative to the workspace");
    if (name.contains('\0'))
        return std::unexpected("the file name holds a zero byte; use another name");
    for (std::size_t start = 0; start <= name.size();) {
        const auto end = std::min(name.find('/', start), name.size());
        if (name.substr(start, end - start) == "..")
            return std::unexpected("the file name " + quoted + " leads out of the workspace; leave out the '..'");
        start = end + 1;
    }
    if (name.back() == '/' || name == "." || name.ends_with("/."))
        return std::unexpected("the file name " + quoted + " names a folder; add the file's own name");
    return {};
}

Outcome readTimeout(std::string_view text, RunbookInfo &info)
{
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 1 || seconds > maxTimeoutSeconds)
        return std::unexpected("timeout=" + std::string(text) + " is not a number of seconds from 1 to " +
                               std::to_string(maxTimeoutSeconds) + "; write it like timeout=60");
    info.timeoutSeconds = seconds;
    return {};
}

Outcome readOption(std::string_view word, RunbookInfo &info)
{
    constexpr std::string_view file = "file=";
    constexpr std::string_view timeout = "timeout=";
    const auto twice = [](std::string_view name) {
        return std::unexpected("the option " + std::string(name) + " is given twice; give it once");
    };
    if (word.starts_with(file)) {
        if (!info.file.empty())
            return twice("file");
        info.file = word.substr(file.size());
        return checkFileName(info.file);
    }
    if (word.starts_with(timeout))
        return info.timeoutSeconds ? twice("timeout") : readTimeout(word.substr(timeout.size()), info);
    if (word == "continue")
        return std::exchange(info.keepGoing, true) ? twice("continue") : Outcome();
    return std::unexpected("unknown option '" + std::string(word) +
                           "'; a block may have file=NAME, continue and timeout=SECONDS");
}

} // namespace

std::expected<RunbookInfo, std::string> RunbookInfo::read(std::string_view text)
{
    const auto [words, isQuoteOpen] = split(text);
    RunbookInfo info;
    if (words.empty())
        return info;
    const bool hasLanguage = !words.front().contains('=');
    if (hasLanguage)
        info.language = languageOf(words.front());
    const auto isFile = [](const std::string &word) { return word.starts_with("file="); };
    if (info.language == Language::Other && std::ranges::none_of(words, isFile))
        return info;
    if (isQuoteOpen)
        return std::unexpected("a double quote is not closed; add the closing one");
    for (std::size_t i = hasLanguage ? 1 : 0; i < words.size(); ++i) {
        if (const auto read = readOption(words[i], info); !read)
            return std::unexpected(read.error());
    }
    return info;
}

} // namespace ca::protocol
