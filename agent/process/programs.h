#pragma once

#include <expected>
#include <initializer_list>
#include <string>

namespace ca::agent::programs {

/// Where PATH leads with this name; empty where there is no such program.
std::string find(const std::string &name);

/// The first of these that is there. The error says which package has it, and is a sentence without its end.
std::expected<std::string, std::string> require(std::initializer_list<const char *> names, const std::string &package);

} // namespace ca::agent::programs
