#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace ca::protocol {

/// Strict where nlohmann converts: the other side may lie, and a double that does not fit is undefined behaviour.
/// Throws nlohmann::json::exception.
template <typename Integer>
Integer toInteger(const nlohmann::json &value)
{
    using nlohmann::json;
    if (!value.is_number_integer())
        throw json::type_error::create(302, std::string("a whole number is needed, not ") + value.type_name(), &value);
    const bool fits = value.is_number_unsigned() ? std::in_range<Integer>(value.get<std::uint64_t>())
                                                 : std::in_range<Integer>(value.get<std::int64_t>());
    if (!fits)
        throw json::out_of_range::create(406, "the number is out of range", &value);
    return value.get<Integer>();
}

} // namespace ca::protocol
