#include "action.h"

#include <nlohmann/json.hpp>

#include "fuzzinput.h"

using namespace ca::protocol;
using ca::fuzz::require;

/// A plan's actions as a model may write them: refused by an exception of the parser's, or the same after a round trip.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto json = nlohmann::json::parse(data, data + size, nullptr, false);
    if (json.is_discarded())
        return 0;
    try {
        const auto action = json.get<Action>();
        const nlohmann::json once = action;
        const nlohmann::json twice = once.get<Action>();
        require(once == twice);
    } catch (const nlohmann::json::exception &) {
        return 0;
    }
    return 0;
}
