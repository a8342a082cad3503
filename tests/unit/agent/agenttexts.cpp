#include "agenttexts.h"

#include <nlohmann/json.hpp>

std::string shell(const std::string &command)
{
    return nlohmann::json::array({{{"type", "shell_command"}, {"command", command}}}).dump();
}

std::string many(char character, int count)
{
    return std::string(static_cast<std::size_t>(count), character);
}

QByteArray missingIn(const QByteArray &text, std::initializer_list<const char *> words)
{
    QByteArray missing;
    for (const char *word : words) {
        if (!text.contains(word))
            missing += QByteArray(word) + " is missing. ";
    }
    return missing.isEmpty() ? missing : QByteArray(missing + "In: " + text);
}
