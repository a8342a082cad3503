#pragma once

#include <string>

namespace ca::agent {

/// What the system prompt tells of the sandbox. Found by looking at files only: nothing is started, so that it takes
/// less than a millisecond.
namespace sandboxfacts {

/// "Debian GNU/Linux 13 (trixie), x86_64"
std::string system();

/// "bash, python3 (python3.13), gcc (gcc-14) …": the programs on PATH that a plan is likely to want, with the version
/// where the name of what they link to tells it.
std::string tools();

/// Well-known packages of Python and Node.js that are installed for everyone; empty when there are none.
std::string packages();

/// Whether there can be a desktop; "none", with what follows from it, where its programs are not installed.
std::string desktop(bool seesImages);

} // namespace sandboxfacts

} // namespace ca::agent
