#include "eventhistory.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

namespace ca::agent {

namespace {

std::int64_t reportNumber(std::int64_t step, bool isFinished)
{
    return 2 * step + (isFinished ? 1 : 0);
}

std::int64_t reportNumber(const nlohmann::json &event)
{
    const auto kind = event.at("kind").get<std::string>();
    const bool isFinished = kind == protocol::kind::stepFinished;
    if (!isFinished && kind != protocol::kind::stepStarted)
        return 0;
    return reportNumber(event.at("number").get<std::int64_t>(), isFinished);
}

} // namespace

void EventHistory::add(const nlohmann::json &event, std::string line, bool isHeard)
{
    m_bytes += line.size();
    if (!isHeard) {
        m_unheardBytes += line.size();
        ++m_unheard;
    }
    const auto report = reportNumber(event);
    const bool isUnique = report == 0 && event.at("kind") != protocol::kind::plan;
    m_entries.push_back({.line = std::move(line), .report = report, .isUnique = isUnique, .isHeard = isHeard});
    while (m_entries.size() > 1 && (m_entries.size() > maxEvents || m_bytes > maxBytes)) {
        m_bytes -= m_entries.front().line.size();
        m_entries.pop_front();
    }
}

void EventHistory::setHeard()
{
    m_unheard = m_unheardBytes = 0;
    for (Entry &entry : m_entries)
        entry.isHeard = true;
}

bool EventHistory::isFullOfUnheard() const
{
    return m_unheard >= maxEvents / 2 || m_unheardBytes >= maxBytes / 2;
}

std::string EventHistory::since(const protocol::RejoinAnswer &known) const
{
    const auto last = reportNumber(known.lastStep, known.isFinished);
    const auto isKnown = [last](const Entry &entry) { return entry.report != 0 && entry.report <= last; };
    const auto begin = std::ranges::find_if(m_entries.rbegin(), m_entries.rend(), isKnown).base();
    std::string lines;
    std::for_each(begin, m_entries.end(), [&lines](const Entry &entry) {
        if (!entry.isUnique || !entry.isHeard)
            lines += entry.line;
    });
    return lines;
}

} // namespace ca::agent
