#include "runbook.h"

#include "fuzzinput.h"

using namespace ca::protocol;
using ca::fuzz::require;

/// Prompts as runbooks: what is read as one has actions that can be carried out, or a sentence that says why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view prompt(reinterpret_cast<const char *>(data), size);
    const bool isOne = isRunbook(prompt);
    const auto plan = parseRunbook(prompt);
    if (!plan) {
        require(!plan.error().empty());
        return 0;
    }
    require(!isOne || !plan->actions.empty());
    for (const Action &action : plan->actions) {
        require(!action.timeoutSeconds || *action.timeoutSeconds > 0);
        require(action.filename.find('\0') == std::string::npos);
    }
    return 0;
}
