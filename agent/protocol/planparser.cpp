#include "planparser.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "loosejson.h"
#include "planreader.h"
#include "text.h"

namespace ca::protocol {

namespace {

using nlohmann::json;

/// How many brackets are tried as the beginning of a plan: prose has brackets too.
constexpr int maxAttempts = 32;

bool isAction(const json &value)
{
    return value.is_object() && value.contains("type") &&
           (value.contains("command") || value.contains("filename") || value.contains("code"));
}

bool isActionList(const json &value)
{
    return value.is_array() && !value.empty() && std::ranges::all_of(value, isAction);
}

json planOf(json actions)
{
    json plan = json::object();
    plan["actions"] = std::move(actions);
    return plan;
}

/// The plan object in what was found: itself, in a wrapping object, as a bare list, or as one bare action; null where
/// it is no plan at all.
json planIn(json &found)
{
    if (isActionList(found))
        return planOf(std::move(found));
    if (!found.is_object())
        return nullptr;
    if (found.contains("actions") || found.contains("done"))
        return std::move(found);
    if (isAction(found))
        return planOf(json::array({std::move(found)}));
    for (auto &member : found) {
        if (member.is_object() && member.contains("actions"))
            return std::move(member);
        if (isActionList(member))
            return planOf(std::move(member));
    }
    return nullptr;
}

/// The library's own words are not for models: only where it is and what is wrong.
std::string parseReason(const json::exception &error)
{
    const std::string_view what = error.what();
    const auto start = what.find("parse error");
    return "holds JSON that cannot be read: " + cutToLine(what.substr(start == what.npos ? 0 : start), 200);
}

/// The object or array in `text`; the error is the reason why it is none.
std::expected<json, std::string> readJson(std::string_view text)
{
    if (auto strict = json::parse(text, nullptr, false); !strict.is_discarded())
        return strict;
    try {
        return json::parse(mendedJson(text));
    } catch (const json::exception &error) {
        return std::unexpected(parseReason(error));
    }
}

/// One attempt, with the bracket at `start`; moves `start` to where the next one may be.
std::expected<Plan, std::string> planAt(std::string_view answer, std::size_t &start, bool &isPlan)
{
    const auto end = balancedEnd(answer, start);
    if (!end) {
        ++start;
        return std::unexpected("holds JSON that does not end: brackets or quotes are not closed, or it was cut off");
    }
    auto found = readJson(answer.substr(start, *end - start));
    if (!found) {
        ++start;
        return std::unexpected(std::move(found.error()));
    }
    start = *end;
    json object = planIn(*found);
    isPlan = !object.is_null();
    if (!isPlan)
        return std::unexpected("holds JSON, but no plan: an object with the list 'actions' and 'done' is needed");
    return readPlan(object);
}

} // namespace

std::string_view withoutThoughts(std::string_view answer)
{
    constexpr std::string_view startTag = "<think>";
    constexpr std::string_view endTag = "</think>";
    const auto first = answer.find_first_not_of(" \t\r\n");
    const auto end = answer.find(endTag);
    // Elsewhere the tags may be part of a plan.
    if (first == std::string_view::npos || !answer.substr(first).starts_with(startTag) || end == std::string_view::npos)
        return answer;
    return answer.substr(end + endTag.size());
}

std::expected<Plan, std::string> parsePlan(std::string_view answer)
{
    if (answer.size() > maxPlanBytes)
        return std::unexpected("has " + std::to_string(answer.size()) + " bytes, and at most " +
                               std::to_string(maxPlanBytes) + " are read: make files of that size by code");
    if (answer.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return std::unexpected("is empty");
    const auto text = withoutThoughts(answer);
    std::string reason = "holds no JSON object";
    bool hadPlan = false;
    std::size_t start = text.find_first_of("{[");
    for (int i = 0; i < maxAttempts && start != std::string_view::npos; ++i) {
        bool isPlan = false;
        const bool isObject = text[start] == '{';
        auto plan = planAt(text, start, isPlan);
        if (plan)
            return plan;
        // What is wrong with a plan says more than that a bracket in the prose was none.
        if (!hadPlan && (isPlan || isObject))
            reason = std::move(plan.error());
        hadPlan = hadPlan || isPlan;
        start = text.find_first_of("{[", start);
    }
    return std::unexpected(reason);
}

} // namespace ca::protocol
