#include "planparser.h"

#include <nlohmann/json.hpp>

#include "fuzzinput.h"
#include "loosejson.h"

using namespace ca::protocol;
using ca::fuzz::require;

namespace {

/// What is right is not mended.
void requireUntouched(std::string_view text)
{
    const auto strict = nlohmann::json::parse(text, nullptr, false);
    if (strict.is_discarded())
        return;
    require(nlohmann::json::parse(mendedJson(text), nullptr, false) == strict);
}

} // namespace

/// A model's answer: a plan whose actions can be carried out, or a reason the model can act on; never an exception.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view answer(reinterpret_cast<const char *>(data), size);
    requireUntouched(answer);
    const auto plan = parsePlan(answer);
    if (!plan) {
        require(!plan.error().empty() && plan.error().size() < 1000);
        return 0;
    }
    require(plan->done || !plan->actions.empty());
    for (const Action &action : plan->actions) {
        require(!action.timeoutSeconds || *action.timeoutSeconds > 0);
        require(action.filename.find('\0') == std::string::npos);
        require(action.description.find('\n') == std::string::npos);
        require(action.type == ActionType::FileOperation ? !action.filename.empty() : !action.command.empty());
    }
    return 0;
}
