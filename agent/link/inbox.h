#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ca::agent {

/// What the person has said to the running job and no analysis has seen yet.
class Inbox
{
public:
    void add(std::string text) { m_messages.push_back(std::move(text)); }
    [[nodiscard]] bool isEmpty() const { return m_messages.empty(); }
    std::vector<std::string> takeAll() { return std::exchange(m_messages, {}); }

private:
    std::vector<std::string> m_messages;
};

} // namespace ca::agent
